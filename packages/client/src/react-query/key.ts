import type { KlingKey } from './options.js'

/** A key and further parts, as plain JSON: members that are undefined are left out, a bigint is the text of its digits, what is empty adds nothing. */
export function keyOf(base: KlingKey, name: string, given?: unknown): any {
  const plain = JSON.parse(JSON.stringify(given ?? null, (_, value) => (typeof value === 'bigint' ? `${value}` : (value ?? undefined))) ?? 'null')
  return [...base, name, ...(plain === null || (typeof plain === 'object' && Object.keys(plain).length === 0) ? [] : [plain])]
}
