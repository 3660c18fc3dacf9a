/** The middle one, so that a single disturbed round does not count. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The median of the ratios of rounds: both sides of each were measured within the same seconds, so that a slow minute of the machine weighs on both. */
export function medianRatio(above: number[], below: number[]): number {
  return median(above.map((value, round) => value / below[round]!))
}
