import type { JsonObject } from './types.ts'

/**
 * Puts the lists of the data files into the schemas that ask for them with `x-kling-values`, so that no list is written twice.
 * Syntax: `file.list`, `file.list.member`, `file.list[key=value].member`, several joined with ` + `.
 */
export function insertKnownValues(schema: any, data: JsonObject): void {
  if (Array.isArray(schema)) for (const member of schema) insertKnownValues(member, data)
  else if (schema !== null && typeof schema === 'object') {
    if (typeof schema['x-kling-values'] === 'string') {
      const selectors: string[] = schema['x-kling-values'].split(' + ')
      schema.enum = [...new Set(selectors.flatMap((selector) => select(selector.trim(), data)))]
      delete schema['x-kling-values']
    }
    for (const member of Object.values(schema)) insertKnownValues(member, data)
  }
}

function select(selector: string, data: JsonObject): string[] {
  const match = /^(\w+)\.(\w+)(?:\[(\w+)=(\w+)\])?(?:\.(\w+))?$/.exec(selector)
  const list = match && data[match[1]!]?.[match[2]!]
  if (!Array.isArray(list)) throw new Error(`x-kling-values: '${selector}' names no list of a data file; write file.list or file.list[key=value].member`)
  const [, , , key, value, member] = match!
  const chosen = list.filter((entry) => !key || String(entry[key]) === value).map((entry) => (member ? entry[member] : entry))
  if (chosen.length === 0 || chosen.some((entry) => typeof entry !== 'string')) throw new Error(`x-kling-values: '${selector}' selects nothing, or not strings`)
  return chosen
}
