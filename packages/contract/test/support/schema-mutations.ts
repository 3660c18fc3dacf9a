type Json = Record<string, any>

export interface Mutation {
  /** For example `data.task_id is missing`. */
  name: string
  kind: 'missing' | 'type' | 'const'
  body: unknown
}

const strangers: Record<string, unknown> = { string: ['none'], integer: 'none', number: 'none', boolean: 'none', array: 'none', object: 'none', null: 'none' }

/** Every way to break one promise of a schema in a body that keeps them all: each needed member missing, each value of another type, each fixed value another one. What may take any of several forms is left out. */
export function mutationsOf(document: Json, schema: Json, body: any): Mutation[] {
  const found: Mutation[] = []
  const mutate = (path: (string | number)[], kind: Mutation['kind'], name: string, change: (parent: any, key: string | number) => void) => {
    const copy = structuredClone(body)
    const parent = path.slice(0, -1).reduce<any>((value, step) => value[step], copy)
    change(parent, path.at(-1)!)
    found.push({ kind, name: `${path.join('.')} ${name}`, body: copy })
  }
  const visit = (given: Json, value: any, path: (string | number)[]): void => {
    const own = resolved(document, given)
    for (const part of own.allOf ?? []) visit(part, value, path)
    const types = own.type === undefined ? [] : [own.type].flat()
    if (path.length > 0 && types.length > 0 && !own.anyOf && !own.oneOf) {
      const stranger = Object.entries(strangers).find(([type, candidate]) => types.includes(type) && !types.includes(typeOf(candidate)))?.[1]
      if (stranger !== undefined) mutate(path, 'type', `is ${JSON.stringify(stranger)}`, (parent, key) => (parent[key] = stranger))
    }
    if (path.length > 0 && 'const' in own)
      mutate(path, 'const', 'is another value', (parent, key) => (parent[key] = typeof own.const === 'string' ? `${own.const}-not` : 'not'))
    if (isObject(value)) {
      for (const name of own.required ?? []) if (name in value) mutate([...path, name], 'missing', 'is missing', (parent, key) => delete parent[key])
      for (const [name, member] of Object.entries<Json>(own.properties ?? {})) if (value[name] !== undefined) visit(member, value[name], [...path, name])
    }
    if (Array.isArray(value) && own.items && value.length > 0) visit(own.items, value[0], [...path, 0])
  }
  visit(schema, body, [])
  return found
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

function isObject(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function resolved(document: Json, schema: Json): Json {
  if (typeof schema.$ref !== 'string') return schema
  return resolved(
    document,
    schema.$ref
      .slice(2)
      .split('/')
      .reduce<any>((value, step) => value[step], document),
  )
}
