import type { GatewayName } from '@klingkit/openapi/runtime'
import type { RequestCheck, RequestParts } from '@klingkit/zod'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { type CheckRequest, loadValidatorsLater } from '../validators.js'
import { type KnownMembers, knownMembersOf } from './known-members.js'
import { type RequestSchemas, readRequestSchemas } from './request-schemas.js'
import { addRulesKeyword } from './rules-keyword.js'

interface Compiled {
  body: ((value: unknown) => boolean) | undefined
  knownBody: KnownMembers
  query: ((value: unknown) => boolean) | undefined
  queryNames: ReadonlySet<string>
  wholeNumbers: readonly string[]
}

const accepted: RequestCheck = { ok: true, issues: [], warnings: [] }

/**
 * Checks compiled from the schemas of the document, the same that Prism uses, with the same Ajv. Each operation is compiled when it is first asked for. Only a request that is refused, or that has
 * members nobody knows, is looked at a second time by the validators of `@klingkit/zod`, which find the words.
 */
export class CompiledChecks {
  static #shared = new Map<GatewayName, Promise<CompiledChecks>>()

  /** They hold no state, so every mock of a process shares what was compiled. */
  static load(gateway: GatewayName): Promise<CompiledChecks> {
    const shared = CompiledChecks.#shared.get(gateway) ?? loadValidatorsLater(gateway).then((explain) => new CompiledChecks(gateway, explain))
    CompiledChecks.#shared.set(gateway, shared)
    return shared
  }

  #schemas: ReturnType<typeof readRequestSchemas> | undefined
  #ajv: Ajv2020 | undefined
  #compiled = new Map<string, Compiled>()

  /** @param explain says in words what is wrong; asked for refused requests only */
  constructor(
    private gateway: GatewayName,
    private explain: CheckRequest,
  ) {}

  readonly check: CheckRequest = (operationId, parts) => {
    const compiled = this.#compiled.get(operationId) ?? this.#compile(operationId)
    const query = givenQuery(parts.query)
    const fits = (compiled.body ? compiled.body(parts.body) : parts.body === undefined) && (compiled.query?.(withNumbers(query, compiled.wholeNumbers)) ?? true)
    if (!fits) return this.#refusal(operationId, { ...parts, query }, compiled)
    const known = compiled.knownBody(parts.body) && (!compiled.query || Object.keys(query).every((name) => compiled.queryNames.has(name)))
    return known ? accepted : { ...accepted, warnings: this.explain(operationId, { ...parts, query }).warnings }
  }

  #refusal(operationId: string, parts: RequestParts, compiled: Compiled): RequestCheck {
    const { issues, warnings } = this.explain(operationId, parts)
    if (issues.length > 0) return { ok: false, issues, warnings }
    const message = compiled.body ? 'the request is invalid' : 'request: No supported content types, but request included a non-empty body'
    return { ok: false, issues: [{ path: 'body', rule: 'schema', message }], warnings }
  }

  #compile(operationId: string): Compiled {
    this.#schemas ??= readRequestSchemas(this.gateway)
    const { document, operations } = this.#schemas
    const schemas = operations.get(operationId)
    if (!schemas) throw new TypeError(`klingkit: there is no operation '${operationId}'`)
    this.#ajv ??= createAjv(document)
    const parameters = schemas.parameters.filter((parameter) => parameter.in === 'query')
    const compiled: Compiled = {
      body: schemas.body && this.#ajv.compile(pointingAtDocument(schemas.body)),
      knownBody: schemas.body ? knownMembersOf(document, schemas.body) : () => true,
      query: parameters.length > 0 ? this.#ajv.compile(pointingAtDocument(querySchema(parameters, schemas.queryRules))) : undefined,
      queryNames: new Set(parameters.map(({ name }) => name)),
      wholeNumbers: parameters.filter(({ schema }) => schema.type === 'integer').map(({ name }) => name),
    }
    this.#compiled.set(operationId, compiled)
    return compiled
  }
}

function createAjv(document: Record<string, any>): Ajv2020 {
  // As Prism sets it, but for `allErrors`: the first error is enough for a verdict.
  const ajv = new Ajv2020({ strict: false, allowUnionTypes: true, allowMatchingProperties: true, validateFormats: false, logger: false })
  addRulesKeyword(ajv)
  ajv.addSchema(document, 'document')
  return ajv
}

function pointingAtDocument(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"document#'))
}

function querySchema(parameters: RequestSchemas['parameters'], rules: object | undefined): object {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    ...rules,
  }
}

/** Parameters that have a value; one without counts as absent. */
function givenQuery(query: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries((query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== ''))
}

/** Digits of an address are numbers. */
function withNumbers(query: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const copy = { ...query }
  for (const name of names) {
    const value = copy[name]
    if (typeof value === 'string' && /^-?\d+$/.test(value)) copy[name] = Number(value)
  }
  return copy
}
