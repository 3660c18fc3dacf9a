import { type ClientOperation, resolved } from './operations.ts'

type Schema = any

/** Facts of a create that cannot be told from its path. */
export interface TaskFacts {
  /** How long it typically takes, in seconds, at the default length. */
  seconds: number
  /** `-x`: no id of the caller's; `-l`: no reading by it is documented; else paths of integers. */
  exceptions: string[]
}

export interface DurationRow {
  operations?: string[]
  base: number
  per_second?: number
}

/** Where no default length is documented. */
const usualLength = 5

export function taskFacts(document: any, operations: ClientOperation[], durations: DurationRow[], create: ClientOperation): TaskFacts {
  const body = create.source.requestBody.content['application/json'].schema
  const row = durations.find(({ operations: named }) => !named || named.includes(create.id))!
  const length = Number(defaultLength(document, body) ?? usualLength)
  const ownId = create.standard === 'legacy' ? 'external_task_id' : 'options.external_task_id'
  const hasId = schemaAt(document, body, ownId) !== undefined
  const read = operations.find(({ id }) => id === create.source['x-kling-task'].get)!
  return {
    seconds: Math.round(row.base + (row.per_second ?? 0) * length),
    exceptions: [...(hasId ? [] : ['-x']), ...(hasId && readsByOwnId(document, read) ? [] : ['-l']), ...integerPaths(document, body)],
  }
}

/** Where the parameter is the component that says so, or there is a parameter of that name. */
function readsByOwnId(document: any, { source }: ClientOperation): boolean {
  return source.parameters.some((parameter: any) => /ExternalTaskId/.test(parameter.$ref ?? '') || resolved(document, parameter).name === 'external_task_ids')
}

function defaultLength(document: any, body: Schema): unknown {
  return ['duration', 'settings.duration', 'input.duration'].map((path) => schemaAt(document, body, path)?.default).find((value) => value !== undefined)
}

function schemaAt(document: any, schema: Schema, path: string): Schema | undefined {
  const [name, ...rest] = path.split('.')
  for (const part of parts(document, schema)) {
    const found = part.properties?.[name!]
    if (found) return rest.length === 0 ? resolved(document, found) : schemaAt(document, found, rest.join('.'))
  }
  return undefined
}

/** A schema and all it is put together from. */
function parts(document: any, schema: Schema): Schema[] {
  const own = resolved(document, schema)
  return [own, ...[...(own.allOf ?? []), ...(own.anyOf ?? []), ...(own.oneOf ?? [])].flatMap((part: Schema) => parts(document, part))]
}

/** Fields that are documented as a long, which are those that are an `ElementId` and nothing else: where the API takes a string as well as documented, the field has words of its own. */
export function integerPaths(document: any, schema: Schema, path = '', open: Schema[] = []): string[] {
  if (schema.$ref?.endsWith('/ElementId')) return [path]
  const found = parts(document, schema).flatMap((part) => {
    if (open.includes(part)) return []
    const inner = [...open, part]
    const members = Object.entries<Schema>(part.properties ?? {}).flatMap(([name, property]) =>
      integerPaths(document, property, path ? `${path}.${name}` : name, inner),
    )
    return part.items ? [...members, ...integerPaths(document, part.items, `${path}[]`, inner)] : members
  })
  return [...new Set(found)]
}
