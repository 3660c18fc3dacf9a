/** The known name that a misspelt one probably means: the one with the fewest letters to change, if those are few. */
export function nearestName(unknown: string, known: readonly string[]): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[-_]/g, '')
  const wanted = plain(unknown).slice(0, 64)
  const ranked = known.map((name) => ({ name, distance: editDistance(wanted, plain(name)) })).sort((a, b) => a.distance - b.distance)
  const [best] = ranked
  return best && best.distance <= Math.max(2, Math.floor(wanted.length / 3)) ? best.name : undefined
}

function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      current[column] = Math.min(above[column]! + 1, current[column - 1]! + 1, replaced)
    }
    above = current
  }
  return above[b.length]!
}
