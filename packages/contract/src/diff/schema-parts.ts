type Schema = Record<string, any>

const words = new Set([
  'title',
  'description',
  'x-kling-messages',
  'x-kling-since',
  'x-kling-until',
  'x-kling-models',
  'examples',
  'summary',
  'deprecated',
  'x-kling-status',
])

export function typesOf({ type }: Schema): string[] | undefined {
  return type === undefined ? undefined : [type].flat()
}

/** What a schema asks for as a text, without its words; references stand for what they refer to, but for those that lead back. */
export function plain(document: Record<string, any>, schema: unknown, above: readonly string[] = []): string {
  return JSON.stringify(schema, function replace(key, value) {
    if (words.has(key) && !isProperties(this)) return undefined
    if (typeof value?.$ref !== 'string') return value
    const reference: string = value.$ref
    if (above.includes(reference)) return reference
    const found = reference
      .slice(2)
      .split('/')
      .reduce<any>((inner, step) => inner?.[step], document)
    return JSON.parse(plain(document, found ?? null, [...above, reference]))
  })
}

/** Members of a schema's `properties` may be called as keywords are; then their values are schemas. */
function isProperties(holder: unknown): boolean {
  return Object.values(holder as object).every((value) => value !== null && typeof value === 'object' && !Array.isArray(value))
}

/** Branches that are on one side only. */
export function branchesOf(old: Schema[], young: Schema[], textOf: (schema: Schema, side: 'old' | 'young') => string): { gone: Schema[]; added: Schema[] } {
  const before = old.map((schema) => textOf(schema, 'old'))
  const after = young.map((schema) => textOf(schema, 'young'))
  return { gone: old.filter((_, index) => !after.includes(before[index]!)), added: young.filter((_, index) => !before.includes(after[index]!)) }
}
