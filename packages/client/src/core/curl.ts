import type { Prepared } from './prepare.js'

/** A request as a command: no credential, no file contents, no signatures of addresses. */
export function curlOf({ operation: { method }, url, body }: Prepared, headers: Headers): string {
  const data =
    body &&
    `${body.slice(0, 4096)}${body.length > 4096 ? '...' : ''}`
      .replace(/[\w+/=-]{99,}/g, '...')
      .replace(/(https?:\/\/)([^\s"/@]*@)?([^\s"?]*)\?[^\s"]*/g, '$1$3?***')
  const parts = [...headers].map(([name, value]) => `-H ${quoted(`${name}: ${/auth|cookie|key|secret|sign|token/.test(name) ? '***' : value}`)}`)
  return [`curl -X ${method} ${quoted(url)}`, ...parts, ...(data ? [`--data ${quoted(data)}`] : [])].join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
