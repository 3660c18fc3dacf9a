/** Names of other APIs and of older versions that edit distance would not find. */
const oldNames: Record<string, string> = {
  model: 'model_name',
  size: 'aspect_ratio',
  ratio: 'aspect_ratio',
  webhook: 'callback_url',
  webhook_url: 'callback_url',
  seconds: 'duration',
  sound: 'audio',
  mode: 'resolution',
}

/** The known name that an unknown one probably stands for, or undefined when none is near. */
export function nearestName(unknown: string, known: string[]): string | undefined {
  const wanted = toSnakeCase(unknown)
  if (known.includes(wanted)) return wanted
  const renamed = oldNames[wanted]
  if (renamed && known.includes(renamed)) return renamed
  const allowed = Math.max(1, Math.floor(wanted.length / 4))
  const distances = known.map((name) => ({ name, distance: editDistance(wanted, name) })).filter(({ distance }) => distance <= allowed)
  return distances.sort((a, b) => a.distance - b.distance)[0]?.name
}

function toSnakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      current[column] = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1))
    }
    previous = current
  }
  return previous[b.length]!
}
