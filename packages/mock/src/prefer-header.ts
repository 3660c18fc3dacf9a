/** The documented answers of an operation: status -> names of its examples, the default one first. */
export type ExampleNames = Map<string, string[]>

export interface Preference {
  code?: number
  exampleKey?: string
}

/**
 * Reads `Prefer: code=404, example=name` against the documented answers of an operation.
 *
 * @returns the wish, or `refused` with a sentence that lists what there is
 */
export function readPreference(header: string | undefined, operationId: string, examples: ExampleNames): Preference | { refused: string } {
  const { code, example } = wishes(header)
  if (code !== undefined && !examples.has(code)) return { refused: `Prefer: ${operationId} has no answer ${code}; it has ${[...examples.keys()].join(', ')}` }
  if (example === undefined) return code === undefined ? {} : { code: Number(code) }
  const statuses = code === undefined ? [...examples.keys()] : [code]
  const status = statuses.find((candidate) => examples.get(candidate)!.includes(example))
  if (status !== undefined) return { code: Number(status), exampleKey: example }
  const known = statuses.map((candidate) => `${candidate}: ${examples.get(candidate)!.join(', ')}`).join('; ')
  return { refused: `Prefer: ${operationId} has no example '${example}'${code === undefined ? '' : ` with code ${code}`}; it has ${known}` }
}

function wishes(header = ''): { code?: string; example?: string } {
  const found: { code?: string; example?: string } = {}
  for (const part of header.split(/[,;]/)) {
    const [name, value] = part.split('=', 2).map((text) => text.trim())
    if (!value) continue
    if (name === 'code' || name === 'example') found[name] = value.replace(/^"(.*)"$/, '$1')
  }
  return found
}
