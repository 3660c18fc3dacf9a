import { callOf, nounOf } from '../../../../packages/client/src/core/names.ts'

type Schema = any

/** What the document says of an operation, as far as the client needs it. */
export interface ClientOperation {
  id: string
  method: 'GET' | 'POST'
  path: string
  /** Segments of the client call. */
  call: string[]
  standard: 'legacy' | 'new' | 'account'
  kind: string
  status: string
  /** The operation as it stands in the document. */
  source: any
  /** Name of the component, and the schema it stands for. */
  body: string | undefined
  /** Whether it has query parameters, and whether one of them is required. */
  query: 'none' | 'optional' | 'required'
  /** TypeScript of `data` of the answer. */
  data: string
  /** On lists: TypeScript of one item. */
  item: string | undefined
}

/** Every operation of the document. */
export function clientOperations(document: any): ClientOperation[] {
  return Object.entries<any>(document.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).filter((method) => item[method]).map((method) => operationOf(document, path, method, item[method])),
  )
}

function operationOf(document: any, path: string, method: 'get' | 'post', source: any): ClientOperation {
  const answer = nameOf(source.responses['200'].content['application/json'].schema)
  const query = (source.parameters ?? []).map((parameter: any) => resolved(document, parameter)).filter((parameter: any) => parameter.in === 'query')
  const body = source.requestBody?.content['application/json'].schema
  return {
    id: source.operationId,
    method: method.toUpperCase() as 'GET' | 'POST',
    path,
    call: segmentsOf(source['x-kling-call']),
    standard: source['x-kling-standard'],
    kind: source['x-kling-kind'],
    status: source['x-kling-status'],
    source,
    body: body && nameOf(body),
    query: query.length === 0 ? 'none' : query.some((parameter: any) => parameter.required) ? 'required' : 'optional',
    data: typeOf(document.components.schemas[answer], 'data') ?? `${answer}['data']`,
    item: /list/.test(source['x-kling-kind']) ? itemOf(document, answer) : undefined,
  }
}

/** `textToVideo['kling-3.0'].create` as segments. */
export function segmentsOf(call: string): string[] {
  return [...call.matchAll(/\['([^']+)'\]|[^.[\]]+/g)].map(([segment, model]) => model ?? segment)
}

/** The name of the type of a property, where it is one component or a list of one. */
function typeOf(schema: Schema, property: string): string | undefined {
  const own = schema.properties[property]
  if (!schema.required?.includes(property)) return undefined
  if (own.$ref) return nameOf(own)
  return own.items?.$ref ? `${nameOf(own.items)}[]` : undefined
}

/** What a page is a page of: `data[]`, `data.result[]` or `data.result.detail[]`. */
function itemOf(document: any, answer: string): string {
  let schema: Schema = document.components.schemas[answer].properties.data
  for (const name of ['result', 'detail', 'none']) {
    schema = resolved(document, schema)
    if (schema?.items) return nameOf(schema.items)
    schema = schema?.properties?.[name]
  }
  throw new Error(`${answer} is a list, but no items are found in it`)
}

export function nameOf({ $ref }: Schema): string {
  return $ref.split('/').at(-1)
}

export function resolved(document: any, schema: Schema): Schema {
  let at = schema
  while (at?.$ref)
    at = at.$ref
      .split('/')
      .slice(1)
      .reduce((value: any, name: string) => value[name], document)
  return at
}

/** What the names of an operation that creates tasks have in common: `Text2Video`. */
export function nounOfCreate({ id }: ClientOperation): string {
  return id.replace(/^create/, '')
}

export { callOf, nounOf }
