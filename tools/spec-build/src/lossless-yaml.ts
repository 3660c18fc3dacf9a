import { parse, type ScalarTag } from 'yaml'

/**
 * Reads YAML without losing a digit: integers that a JavaScript number cannot hold exactly come back as bigint, all others as number.
 * The tag `!repeat { text, times }` writes a long string briefly.
 */
export function readYaml(text: string): unknown {
  return narrow(parse(text, { intAsBigInt: true, customTags: [repeat as unknown as ScalarTag], maxAliasCount: -1 }))
}

const repeat = {
  tag: '!repeat',
  collection: 'map',
  nodeClass: undefined,
  resolve(map: { toJSON(): { text: string; times: bigint } }) {
    const { text, times } = map.toJSON()
    return text.repeat(Number(times))
  },
}

function narrow(value: unknown): unknown {
  if (typeof value === 'bigint') return isSafe(value) ? Number(value) : value
  if (Array.isArray(value)) return value.map(narrow)
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, narrow(member)]))
  return value
}

function isSafe(value: bigint): boolean {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
}
