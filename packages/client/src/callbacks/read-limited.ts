import { joinBytes } from '../core/join-bytes.js'

/** Reads the body of a request, nothing when it is larger than allowed. What is too much is not read. */
export async function readLimited(request: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array(await request.arrayBuffer())
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > maxBytes) {
      // The sender may never end; nobody waits for it to hear that it may stop.
      void reader.cancel().catch(() => {})
      return undefined
    }
    parts.push(value)
  }
  return joinBytes(parts, length)
}
