import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'lossless-json'

const require = createRequire(import.meta.url)

/** JSON of @klingkit/openapi in which no digit is lost: a number that JavaScript cannot hold is a bigint. */
export function readExact(file: string): any {
  return parseExact(readFileSync(require.resolve(`@klingkit/openapi/${file}`), 'utf8'))
}

export function parseExact(text: string): any {
  return parse(text, undefined, {
    parseNumber: (digits) => (Number.isSafeInteger(Number(digits)) || !/^-?\d+$/.test(digits) ? Number(digits) : BigInt(digits)),
  })
}

/** The same as JavaScript has it, with such numbers rounded. */
export function rounded(value: any): any {
  return JSON.parse(JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? Number(member) : member)))
}

/** JSON text with every digit of a bigint. */
export function exactText(value: any): string {
  return JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? `exact:${member}` : member)).replace(/"exact:(-?\d+)"/g, '$1')
}

/** `data` as the client returns it: ids of elements always text, integers that a number cannot hold as well. */
export function asReturned(value: any): any {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(asReturned)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === 'element_id' && typeof member !== 'object' ? String(member) : asReturned(member)]),
  )
}

/** A body as it must go over the wire: the ids of `element_list` are integers, however they were given, those of deletions text; where a create names no id of the caller's, one is made. */
export function asSent(path: string, body: any, externalId?: string): any {
  if (!path.startsWith('/v1/')) return externalId === undefined ? body : { ...body, options: { ...body.options, external_task_id: externalId } }
  if (typeof body.element_id === 'bigint') return { ...body, element_id: String(body.element_id) }
  const integer = (id: any) => (Number.isSafeInteger(Number(id)) ? Number(id) : BigInt(id))
  return {
    ...body,
    ...(externalId === undefined ? {} : { external_task_id: externalId }),
    ...(Array.isArray(body.element_list)
      ? { element_list: body.element_list.map((element: any) => ({ ...element, element_id: integer(element.element_id) })) }
      : {}),
  }
}

export interface InvalidBody {
  /** The rule it breaks. */
  rule: string
  /** What the real service was seen answering. */
  message?: string
  value: any
}

export interface ContractOperation {
  id: string
  method: 'GET' | 'POST'
  path: string
  kind: string
  /** Path and query that the operation needs, beside a body. */
  needs: { path?: { id: string }; query?: Record<string, string | number> }
  requests: [name: string, body: any][]
  successes: [name: string, body: any][]
  invalid: [name: string, body: InvalidBody][]
  /** Ajv's judgement of a request body. */
  accepts: ValidateFunction | undefined
}

const queries: Record<string, Record<string, string | number>> = {
  getTasks: { task_ids: '893605946500000001' },
  getSolutions: { task_ids: '893605946500000001' },
  getAccountCosts: { start_time: 1781080778802, end_time: 1781080779802 },
}

/** Every operation of a document with all it promises. */
export function contractOf(
  file: string,
  invalidFile: string,
): { operations: ContractOperation[]; webhooks: any[]; compile: (schema: any) => ValidateFunction } {
  const document = readExact(file)
  const invalid = readExact(invalidFile)
  const compile = compiler(document)
  const operations = Object.entries<any>(document.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const)
      .filter((method) => item[method])
      .map((method): ContractOperation => {
        const { operationId: id, requestBody, responses, 'x-kling-kind': kind } = item[method]
        const media = requestBody?.content['application/json']
        return {
          id,
          method: method.toUpperCase() as 'GET' | 'POST',
          path,
          kind,
          needs: { ...(path.includes('{id}') ? { path: { id: '868890153925369900' } } : {}), ...(queries[id] ? { query: queries[id] } : {}) },
          requests: values(media?.examples),
          successes: values(responses['200'].content['application/json'].examples),
          invalid: Object.entries(invalid[id] ?? {}),
          accepts: media && compile(media.schema),
        }
      }),
  )
  return { operations, webhooks: Object.values<any>(document.webhooks ?? {}).map(({ post }) => post), compile }
}

function values(examples: Record<string, any> = {}): [string, any][] {
  return Object.entries(examples).map(([name, { value }]) => [name, value])
}

function compiler(document: any): (schema: any) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const rebased = (schema: any) => JSON.parse(JSON.stringify(rounded(schema)).replaceAll('"#/components/', '"document#/components/'))
  ajv.addSchema({ $id: 'document', components: { schemas: rebased(document.components.schemas) } })
  return (schema) => ajv.compile(rebased(schema))
}

/** Names of the rules of a document that JSON Schema cannot say. */
export function rulesBeyondSchema(file: string): Set<string> {
  const names = new Set<string>()
  const visit = (value: any): void => {
    if (value === null || typeof value !== 'object') return
    for (const rule of value['x-kling-rules'] ?? []) names.add(rule.name)
    for (const member of Object.values(value)) visit(member)
  }
  visit(readExact(file))
  return names
}
