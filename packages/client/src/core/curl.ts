import type { Prepared } from './prepare.js'

/** Writes the `curl` of errors. */
export type CurlWriter = (request: Pick<Prepared, 'url' | 'body'> & { operation: { method: string } }, headers: Headers) => string

/**
 * Writes a request as a command: no credential, no file contents, no signatures of addresses. The option `curl` of `createClient`; `createKling` has it without being told.
 *
 * @example
 * const client = createClient({ curl: curlLine })
 */
export const curlLine: CurlWriter = ({ operation: { method }, url, body }, headers) => {
  const parts = [`curl -X ${method} ${quoted(url)}`]
  for (const [name, value] of headers) parts.push(`-H ${quoted(`${name}: ${/auth|cookie|key|secret|sign|token/.test(name) ? '***' : value}`)}`)
  if (body) {
    const data = `${body.slice(0, 4096)}${body.length > 4096 ? '...' : ''}`
      .replace(/[\w+/=-]{99,}/g, '...')
      .replace(/(https?:\/\/)(?:[^\s"/@]*@)?([^\s"?]*)(\?[^\s"]*)?/gi, (_, scheme, place, query) => scheme + place + (query ? '?***' : ''))
    parts.push(`--data ${quoted(data)}`)
  }
  return parts.join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
