import { parseExactly } from '../ui/json-lines.ts'

export { parseExactly }

/** JSON on lines; bigints stand as the integers they are. */
export function writeExactly(value: unknown): string {
  const digits: string[] = []
  const text = JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `\u0000${digits.push(String(each)) - 1}` : each), 2)
  return text.replace(/"\\u0000(\d+)"/g, (_, index) => digits[index]!)
}

/** Where a member of this name stands in any of some values: the names on the way to it. */
export function placeOf(name: string, values: readonly unknown[]): string[] | undefined {
  for (const value of values) {
    const found = search(name, value, [])
    if (found) return found
  }
  return undefined
}

function search(name: string, value: unknown, way: string[]): string[] | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  if (Object.hasOwn(value, name)) return [...way, name]
  for (const [key, below] of Object.entries(value)) {
    const found = search(name, below, [...way, key])
    if (found) return found
  }
  return undefined
}

/** A copy with a member set, or taken away. */
export function withMember(value: Record<string, any>, [name, ...rest]: readonly string[], member: unknown): Record<string, any> {
  if (rest.length > 0) return { ...value, [name!]: withMember(value[name!] ?? {}, rest, member) }
  const { [name!]: _, ...others } = value
  return member === undefined ? others : { ...others, [name!]: member }
}

export function memberAt(value: unknown, way: readonly string[]): unknown {
  return way.reduce<any>((at, name) => at?.[name], value)
}
