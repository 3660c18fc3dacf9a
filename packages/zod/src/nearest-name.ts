/** Names of other APIs and of older versions that no misspelling explains. */
const otherNames = new Map([
  ['model', 'model_name'],
  ['size', 'aspect_ratio'],
  ['ratio', 'aspect_ratio'],
  ['webhook', 'callback_url'],
  ['webhook_url', 'callback_url'],
  ['seconds', 'duration'],
  ['sound', 'audio'],
  ['mode', 'resolution'],
])

/** The known name that an unknown one probably stands for, or undefined when none is near. */
export function nearestName(unknown: string, known: string[]): string | undefined {
  // Real names are short, and comparing takes as long as both names together are long.
  if (unknown.length > 64) return undefined
  const wanted = toSnakeCase(unknown)
  if (known.includes(wanted)) return wanted
  const renamed = otherNames.get(wanted)
  if (renamed && known.includes(renamed)) return renamed
  const tolerated = wanted.length < 3 ? 0 : Math.max(1, Math.floor(wanted.length / 4))
  let nearest: string | undefined
  let least = tolerated + 1
  for (const name of known) {
    if (Math.abs(name.length - wanted.length) >= least) continue
    const distance = editDistance(wanted, name)
    if (distance < least) [nearest, least] = [name, distance]
  }
  return nearest
}

function toSnakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()
}

/** How many letters must be added, dropped, replaced or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = rows[row - 1]![column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? rows[row - 2]![column - 2]! + 1 : Infinity
      current[column] = Math.min(rows[row - 1]![column]! + 1, current[column - 1]! + 1, replaced, swapped)
    }
    rows.push(current)
  }
  return rows[a.length]![b.length]!
}
