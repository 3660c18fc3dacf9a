/** `fast` is what every change goes through, `full` is everything. */
export type Ring = 'fast' | 'full'

/** The ring that was asked for: `pnpm test`, `pnpm test full`. Other words go to turbo. */
export function ringOf(parameters: readonly string[]): { ring: Ring; rest: string[] } {
  const rest = parameters.filter((word) => word !== 'full' && word !== 'fast')
  return { ring: parameters.includes('full') ? 'full' : 'fast', rest }
}
