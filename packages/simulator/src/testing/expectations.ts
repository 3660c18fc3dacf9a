/** A case of a suite: a name and a function that rejects when the case is not fulfilled. Any test runner can run it. */
export interface ConformanceCase {
  /** What must hold, as a sentence. */
  name: string
  /** Tries it; rejects when it does not hold. */
  run: () => Promise<void>
}

/** Compares plain JSON. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [inOrder(actual), inOrder(expected)].map((value) => JSON.stringify(value) ?? 'undefined')
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`)
}

/** Members in the order of their names, and those that are undefined left out, as a store with a database behind it may give them. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, inOrder(member)]))
}
