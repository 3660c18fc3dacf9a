/** What the bytes of a request say. `text` is a body that is not declared as JSON, which the API does not take. */
export type RequestBody = { kind: 'none' } | { kind: 'json'; value: unknown } | { kind: 'text'; value: string } | { kind: 'broken' }

/** A body the API can do something with. */
export type ReadableBody = Extract<RequestBody, { kind: 'none' | 'json' }>

/** Reads a body as its content type says. */
export function parseBody(bytes: Uint8Array | undefined, contentType: string | undefined): RequestBody {
  if (bytes === undefined || bytes.length === 0) return { kind: 'none' }
  const text = decoded(bytes)
  if (!isJson(contentType)) return { kind: 'text', value: text ?? '' }
  if (text === undefined) return { kind: 'broken' }
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch {
    return { kind: 'broken' }
  }
}

/** Text of UTF-8 bytes, or undefined where they are none. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

export function isJson(contentType: string | undefined): boolean {
  return /^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')
}
