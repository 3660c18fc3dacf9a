/** Samples a second of everything that sounds. */
export const sampleRate = 48_000

/**
 * A quiet tone that fits into `period` samples a whole number of times. A coder with frames of that length sees the same sound in
 * every frame, so that one stored frame, repeated, is a tone of any length without a click.
 */
export function toneOf(waves: number, period: number): Float64Array {
  return Float64Array.from({ length: period }, (_, index) => {
    const turn = (2 * Math.PI * waves * index) / period
    return 0.1 * Math.sin(turn) + 0.03 * Math.sin(2 * turn)
  })
}
