import type { Example, InvalidBody } from './load-examples.ts'
import { resolveRef } from './schema.ts'
import type { JsonObject } from './types.ts'

type Path = (string | number)[]

/**
 * Breaks every plain limit of a request schema once: each keyword of each field that occurs in one of the accepted examples.
 * What a field must keep in company of others has a name and is written by hand.
 */
export function derivedInvalidBodies(document: JsonObject, schema: JsonObject, examples: Record<string, Example>): Record<string, InvalidBody> {
  const bodies: Record<string, InvalidBody> = {}
  for (const { value } of Object.values(examples)) {
    const add = (path: Path, rule: string, replacement: unknown) => {
      const name = `${pathName(path.map((part) => (typeof part === 'number' ? '[]' : part))) || 'body'}:${rule}`
      if (!bodies[name]) bodies[name] = { rule, at: pathName(path), derived: true, value: replaced(value, path, replacement) }
    }
    breakLimits(document, schema, value, [], add)
  }
  return bodies
}

type Add = (path: Path, rule: string, replacement: unknown) => void
const absent = Symbol('absent')

function breakLimits(document: JsonObject, given: JsonObject, value: any, path: Path, add: Add): void {
  const schema = resolveRef(document, given)
  if (schema.oneOf && schema.discriminator) {
    breakBranches(document, schema.oneOf, schema.discriminator.propertyName, value, path, add)
    return
  }
  if (schema.anyOf && !schema.type) {
    const strict = schema.anyOf.filter((branch: JsonObject) => !branch['x-kling-lenient']).map((branch: JsonObject) => resolveRef(document, branch))
    add(path, 'type', wrongType(strict.map((branch: JsonObject) => branch.type)))
    if (strict.length === 1) breakScalar({ ...strict[0], type: undefined }, typeof value === 'string' ? Number(value) : value, path, add)
    return
  }
  if (schema.type && path.length > 0) add(path, 'type', wrongType([schema.type].flat()))
  breakScalar(schema, value, path, add)
  if (Array.isArray(value) && schema.items) {
    if (schema.minItems) add(path, 'minItems', value.slice(0, schema.minItems - 1))
    if (schema.maxItems !== undefined && value.length > 0)
      add(
        path,
        'maxItems',
        Array.from({ length: schema.maxItems + 1 }, (_, index) => value[index % value.length]),
      )
    for (const [index, item] of value.entries()) breakLimits(document, schema.items, item, [...path, index], add)
  }
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    for (const key of schema.required ?? []) if (key in value) add([...path, key], 'required', absent)
    for (const [key, property] of Object.entries(schema.properties ?? {}))
      if (key in value) breakLimits(document, property as JsonObject, value[key], [...path, key], add)
    for (const part of schema.allOf ?? []) if (part.$ref || part.type) breakLimits(document, part, value, path, add)
  }
}

function breakBranches(document: JsonObject, branches: JsonObject[], property: string, value: any, path: Path, add: Add): void {
  add([...path, property], 'enum', 'no-such-type')
  add([...path, property], 'required', absent)
  const branch = branches.map((candidate) => resolveRef(document, candidate)).find((candidate) => candidate.properties[property].const === value[property])
  if (!branch) return
  const { [property]: _, ...properties } = branch.properties
  breakLimits(document, { ...branch, properties, required: branch.required.filter((key: string) => key !== property) }, value, path, add)
}

function breakScalar(schema: JsonObject, value: any, path: Path, add: Add): void {
  if (schema.enum && typeof schema.enum[0] === 'string') add(path, 'enum', 'no-such-value')
  else if (schema.enum) add(path, 'enum', 987654)
  if (schema.minLength) add(path, 'minLength', '')
  if (schema.maxLength !== undefined) add(path, 'maxLength', 'x'.repeat(schema.maxLength + 1))
  if (schema.minimum !== undefined && typeof value === 'number') add(path, 'minimum', schema.minimum - 1)
  if (schema.maximum !== undefined && typeof value === 'number') add(path, 'maximum', schema.maximum + 1)
  if (schema.pattern) {
    const pattern = new RegExp(schema.pattern, 'u')
    const broken = ['data:image/png;base64,iVBORw0KGgo=', 'no match', '   ', '', '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21'].find(
      (candidate) => !pattern.test(candidate) && candidate.length >= (schema.minLength ?? 0) && [...candidate].length <= (schema.maxLength ?? Infinity),
    )
    if (broken !== undefined) add(path, 'pattern', broken)
  }
}

function wrongType(types: (string | undefined)[]): unknown {
  if (!types.includes('object')) return {}
  return types.includes('string') ? 12 : 'text'
}

function replaced(body: any, path: Path, replacement: unknown): any {
  if (path.length === 0) return replacement
  const [key, ...rest] = path
  const copy = Array.isArray(body) ? [...body] : { ...body }
  if (rest.length === 0 && replacement === absent) delete copy[key as any]
  else copy[key as any] = replaced(body[key as any], rest, replacement)
  return copy
}

/** `contents[0].text` from its parts. */
export function pathName(path: (string | number)[]): string {
  return path.reduce<string>(
    (name, part) => (part === '[]' ? `${name}[]` : typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${part}` : part),
    '',
  )
}
