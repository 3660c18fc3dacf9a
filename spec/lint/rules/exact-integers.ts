import type { Context, Rule } from '../rule.ts'

/** The one field whose values are known to have 18 digits. */
const exactField = 'element_id'

export interface InexactInteger {
  path: (string | number)[]
  value: number | bigint
}

/** Integer literals a JavaScript number cannot hold exactly, where none is expected. */
export function inexactIntegers(value: unknown, path: (string | number)[] = []): InexactInteger[] {
  if (typeof value === 'bigint' || (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)) {
    const safe = typeof value === 'bigint' && BigInt(Number(value)) === value && Number.isSafeInteger(Number(value))
    // In a list of ids the field is the key above the index.
    const field = path.findLast((part) => typeof part === 'string')
    return safe || field === exactField ? [] : [{ path, value }]
  }
  if (Array.isArray(value)) return value.flatMap((member, index) => inexactIntegers(member, [...path, index]))
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([key, member]) => inexactIntegers(member, [...path, key]))
  return []
}

/** How a finding reads, wherever it is found. */
export function inexactMessage({ value }: InexactInteger): string {
  return `${value} is beyond 2^53-1 and would lose digits in JavaScript: write it as a string. Only ${exactField} may be that long.`
}

/** No integer that JavaScript would round, other than element ids. */
export const exactIntegers: Rule = () => ({
  Root(root: unknown, { report, location }: Context) {
    for (const found of inexactIntegers(root)) report({ message: inexactMessage(found), location: location.child(found.path) })
  },
})
