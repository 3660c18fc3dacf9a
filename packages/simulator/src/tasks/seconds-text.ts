/** Length of a video as the service writes it: videos overshoot by a frame (5.041), unless the documented example of the product says otherwise. */
export function secondsText(seconds: number, documented: unknown = '5.041'): string {
  if (!Number.isInteger(seconds)) return String(seconds)
  return typeof documented === 'string' && documented.endsWith('.041') ? `${seconds}.041` : seconds.toFixed(1)
}
