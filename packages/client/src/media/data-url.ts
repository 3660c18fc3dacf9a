import { fromBase64 } from './base64.js'

/** The bytes in a `data:` address; nothing when it is malformed. */
export function readDataUrl(url: string): Uint8Array<ArrayBuffer> | undefined {
  const [, isBase64, data] = /^data:[^,]*?(;\s*base64)?,(.*)$/is.exec(url) ?? []
  if (data === undefined) return undefined
  try {
    // Percent signs stand for bytes, which need not be UTF-8.
    const text = data.replace(/%([0-9a-f]{2})/gi, (_, byte) => String.fromCharCode(Number.parseInt(byte, 16)))
    return isBase64 ? fromBase64(text) : Uint8Array.from(text, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
