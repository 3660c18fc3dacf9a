import { type AskedFile, comesAs, isKind, isLength, sidesOf } from './asked-file.js'

/** Where the mock serves media. */
export const mediaPath = '/__kling/media/'

/**
 * Gives every file an address at the mock that says all there is to say of it, so that nothing has to be remembered to serve it.
 * The base may be a function, for a server that learns its port when it listens.
 */
export function mediaAddress(baseUrl: string | (() => string)): (file: AskedFile & { id: string }) => string {
  return ({ kind, id, format, seconds, ratio, watermark }) => {
    const base = typeof baseUrl === 'string' ? baseUrl : baseUrl()
    let query = seconds === undefined ? '' : `&s=${seconds}`
    if (ratio !== undefined) query += `&r=${ratio}`
    if (watermark) query += '&w=1'
    const address = `${base.endsWith('/') ? base.replace(/\/+$/, '') : base}${mediaPath}${kind}/${encodeURIComponent(id)}.${format}`
    return query === '' ? address : `${address}?${query.slice(1)}`
  }
}

/** What an address asks for; nothing when it is none of ours or asks for what cannot be made. */
export function readAddress(path: string): AskedFile | undefined {
  const match = /^\/__kling\/media\/([a-z]+)\/([^/?#]+)\.([a-z0-9]+)(?:\?([^#]*))?$/.exec(path)
  if (!match) return undefined
  const [, kind, name, format, query] = match as unknown as [string, string, string, string, string | undefined]
  if (!isKind(kind) || !comesAs(kind, format)) return undefined
  const asked = new URLSearchParams(query)
  const seconds = asked.get('s')
  const ratio = asked.get('r')
  const id = decoded(name)
  if (id === undefined || (seconds !== null && !isLength(Number(seconds))) || (ratio !== null && !sidesOf(ratio))) return undefined
  return {
    kind,
    format,
    id,
    ...(seconds === null ? {} : { seconds: Number(seconds) }),
    ...(ratio === null ? {} : { ratio }),
    ...(asked.get('w') === '1' ? { watermark: true } : {}),
  }
}

function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name)
  } catch {
    return undefined
  }
}
