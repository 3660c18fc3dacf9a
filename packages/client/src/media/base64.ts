/** Base64 without any prefix, as every field of the API takes it. */
export function toBase64(bytes: Uint8Array): string {
  const own = bytes as { toBase64?: () => string }
  if (own.toBase64) return own.toBase64()
  // In pieces of whole triples, as a call takes a limited number of arguments.
  const piece = 3 * 8192
  let text = ''
  for (let at = 0; at < bytes.length; at += piece) text += btoa(String.fromCharCode(...bytes.subarray(at, at + piece)))
  return text
}

/** The bytes behind Base64, also of the kind for addresses; nothing when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
