/** A size as people read it, with the exact number: `12.3 MB (12,897,485 bytes)`, with 1 MB = 1,048,576 bytes as the API's limits are meant. */
export function byteSize(bytes: number): string {
  const exact = `${String(bytes).replace(/\B(?=(\d{3})+$)/g, ',')} bytes`
  return bytes < 1024 * 1024 ? exact : `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB (${exact})`
}
