/**
 * Where a file is. A string is an address (`https:`, `http:`, `data:`, `blob:`, `file:`) or else a path, which exists on Node, Bun and Deno only. Do not pass text of strangers as a path.
 * Base64 text goes into `{ base64 }`, as it cannot be told from a path.
 */
export type MediaSource = string | URL | Blob | Uint8Array | ArrayBuffer | ReadableStream<Uint8Array> | { base64: string }

/** The address on the web that a source is, if it is one. */
export function webAddress(source: MediaSource): string | undefined {
  const text = source instanceof URL ? source.href : source
  return typeof text === 'string' && /^https?:\/\//i.test(text) ? text : undefined
}
