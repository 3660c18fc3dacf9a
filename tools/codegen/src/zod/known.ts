type Schema = any
type Resolve = (schema: Schema) => Schema

/** What the types have seen to when the rules of an object are asked: zod only asks them where every member is of its type. */
export interface Known {
  /** The one type that a value can be of, if it is there. */
  type?: string | undefined
  member(name: string): Known
  item(): Known
}

export const nothingKnown: Known = { member: () => nothingKnown, item: () => nothingKnown }

/** What is known of a value that fits a schema. */
export function knownOf(given: Schema | undefined, resolve: Resolve): Known {
  if (given === undefined) return nothingKnown
  const schema = resolve(given)
  return {
    type: typeOf(schema, resolve),
    member: (name) => knownOf(membersOf(schema, resolve)[name], resolve),
    item: () => knownOf(schema.items, resolve),
  }
}

/** Every member that an object schema describes, those of its parts included. */
export function membersOf(given: Schema, resolve: Resolve): Record<string, Schema> {
  const schema = resolve(given)
  return Object.assign({}, ...(schema.allOf ?? []).map((part: Schema) => membersOf(part, resolve)), schema.properties)
}

/** Whether a schema says of itself or by one of its parts that its values are objects. */
export function isObject(given: Schema, resolve: Resolve): boolean {
  const schema = resolve(given)
  if (schema.type !== undefined) return schema.type === 'object'
  return (schema.allOf ?? []).some((part: Schema) => isObject(part, resolve))
}

function typeOf(schema: Schema, resolve: Resolve): string | undefined {
  if (schema.type !== undefined) return typeof schema.type === 'string' ? schema.type : undefined
  const ofParts = (schema.allOf ?? []).map((part: Schema) => typeOf(resolve(part), resolve)).find((type: string | undefined) => type !== undefined)
  if (ofParts) return ofParts
  const branches: Schema[] = schema.oneOf ?? schema.anyOf ?? []
  const types = new Set(branches.map((branch) => typeOf(resolve(branch), resolve)))
  return types.size === 1 ? [...types][0] : undefined
}
