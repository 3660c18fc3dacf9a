import { type Json, official, type PublishedDocument } from './document.js'

type Path = (string | number)[]

/** A place in a body, with all schemas that speak of it, those inside conditions included. */
interface Site {
  document: PublishedDocument
  path: Path
  value: Json
  schemas: Json[]
}

/** Makes another body of one. */
export type Mutation = () => Json

/** Everything that can be done to a body with one change; the list is the same for the same body. */
export function mutationsOf(document: PublishedDocument, schema: Json, body: Json): Mutation[] {
  return sitesBelow(document, [schema], body, []).flatMap((site) => [
    ...replacements(site).map((value) => () => replaced(body, site.path, value)),
    ...(site.path.length > 0 ? [() => without(body, site.path)] : []),
    ...additions(site).map(
      ([name, value]) =>
        () =>
          replaced(body, [...site.path, name], value),
    ),
    ...rearrangements(site).map((value) => () => replaced(body, site.path, value)),
  ])
}

function sitesBelow(document: PublishedDocument, given: Json[], value: Json, path: Path): Site[] {
  const schemas = given.flatMap((schema) => everyPart(document, schema, value))
  const sites: Site[] = [{ document, path, value, schemas }]
  if (Array.isArray(value)) {
    // The first items stand for all.
    const items = schemas.flatMap((schema) => [schema.items ?? [], schema.contains ?? []].flat())
    for (const [index, item] of value.slice(0, 4).entries()) sites.push(...sitesBelow(document, items, item, [...path, index]))
  } else if (value !== null && typeof value === 'object') {
    for (const [name, member] of Object.entries(value)) {
      const members = schemas.map((schema) => schema.properties?.[name]).filter((found) => found !== undefined)
      sites.push(...sitesBelow(document, members, member, [...path, name]))
    }
  }
  return sites
}

/** A schema with its branches, parts and conditions. Of the variants told apart by one member only those of that value, if there is one. */
function everyPart(document: PublishedDocument, given: Json, value: Json): Json[] {
  const { resolve } = document
  const schema = resolve(given)
  const property = schema.discriminator?.propertyName
  const selected = property && schema.oneOf.filter((option: Json) => resolve(option).properties[property].const === value?.[property])
  const parts = [schema.allOf, schema.anyOf, selected?.length ? selected : schema.oneOf, schema.not, schema.if, schema.then, schema.else].flat()
  return [schema, ...parts.filter((part) => part !== undefined).flatMap((part) => everyPart(document, part, value))]
}

const anyValues = ['', ' ', 'x', 'true', '5', 0, -1, 1, 5, 0.5, 1e3, true, false, null, [], {}, [''], [null], [{}], { '': '' }]
const catFace = '🐈' // one character, two UTF-16 units

function replacements({ path, value, schemas }: Site): Json[] {
  const values: Json[] = [...anyValues]
  for (const schema of schemas) values.push(...(schema.enum ?? []), ...('const' in schema ? [schema.const] : []), ...boundaries(schema, value))
  if (typeof value === 'string') values.push(`${value} `, value.toUpperCase(), `${value}x`, value.slice(1), Number(value) || 7, [value])
  if (typeof value === 'number') values.push(String(value), value + 1, value - 1, value + 0.5, value * 100, -value)
  if (typeof value === 'boolean') values.push(!value, String(value))
  const name = path.findLast((part) => typeof part === 'string')
  if (name !== undefined) {
    const seen = seenAt(name as string)
    values.push(...(typeof path.at(-1) === 'number' ? seen.flatMap((other) => (Array.isArray(other) ? other : [])) : seen))
  }
  return values
}

/** Values just inside and just outside of each limit. */
function boundaries(schema: Json, value: Json): Json[] {
  const values: Json[] = []
  for (const limit of [schema.minimum, schema.maximum]) if (limit !== undefined) values.push(limit, limit - 1, limit + 1, limit + 0.01, String(limit))
  for (const length of [schema.minLength, schema.maxLength]) {
    if (length === undefined) continue
    for (const size of [length - 1, length, length + 1])
      if (size >= 0) values.push('x'.repeat(size), catFace.repeat(size), `https://a/${'y'.repeat(Math.max(0, size - 10))}`)
  }
  for (const count of [schema.minItems, schema.maxItems]) {
    if (count === undefined || !Array.isArray(value)) continue
    for (const size of [count - 1, count, count + 1])
      if (size >= 0 && value.length > 0) values.push(Array.from({ length: size }, (_, index) => value[index % value.length]))
  }
  if (schema.pattern !== undefined)
    values.push('data:image/png;base64,AA==', 'https://a/b', 'http://', '3', '10', '0', 'image', '\u3000', 'a,b c,d', '1'.repeat(18))
  return values
}

/** Members that are not there: known ones with a value they have elsewhere, and an unknown one. */
function additions({ document, value, schemas }: Site): [string, Json][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return []
  const added: [string, Json][] = [
    ['unknown_member', 1],
    ['toString', 'x'],
  ]
  for (const schema of schemas) {
    for (const [name, property] of Object.entries<Json>(schema.properties ?? {})) {
      if (Object.hasOwn(value, name)) continue
      const constants = everyPart(document, property, undefined).flatMap((part) => [...(part.enum ?? []), ...('const' in part ? [part.const] : [])])
      for (const other of [...seenAt(name).slice(0, 6), ...constants.slice(0, 6), '', null]) added.push([name, other])
    }
  }
  return added
}

/** The same items in another order or number. */
function rearrangements({ value }: Site): Json[] {
  if (!Array.isArray(value) || value.length === 0) return []
  return [[...value, value[0]], [...value, ...value], [...value].reverse(), value.slice(1), [...value, null], [value], { 0: value[0] }]
}

const seen = new Map<string, Json[]>()

/** Values that members of a name have in the examples of all operations. */
function seenAt(name: string): Json[] {
  if (seen.size === 0) for (const { examples } of official.requestOperations) for (const example of Object.values(examples)) remember(example)
  return seen.get(name) ?? []
}

function remember(value: Json): void {
  if (value === null || typeof value !== 'object') return
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) {
      const known = seen.get(name) ?? []
      if (known.length < 40 && !known.some((other) => JSON.stringify(other) === JSON.stringify(member))) seen.set(name, [...known, member])
    }
    remember(member)
  }
}

function replaced(body: Json, [key, ...rest]: Path, value: Json): Json {
  if (key === undefined) return value
  const copy = Array.isArray(body) ? [...body] : { ...body }
  copy[key] = replaced(body[key], rest, value)
  return copy
}

function without(body: Json, [key, ...rest]: Path): Json {
  if (rest.length > 0) return replaced(body, [key!], without(body[key!], rest))
  if (Array.isArray(body)) return body.filter((_, index) => index !== key)
  const { [key!]: _, ...others } = body
  return others
}
