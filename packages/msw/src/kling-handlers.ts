import { gateways, type Operation, type OperationId, operations } from '@klingkit/openapi/runtime'
import { type Control, createSimulator, plainHeaders, sameDocument, specHash as simulatorHash } from '@klingkit/simulator'
import { specHash as zodHash } from '@klingkit/zod'
import { type HttpHandler, type HttpResponseResolver, http, type RequestHandlerOptions } from 'msw'
import { Addresses } from './addresses.js'
import { specHash } from './generated/spec-hash.gen.js'
import { respond } from './mischief.js'
import type { KlingHandlersOptions } from './options.js'
import { type Override, resolverOf } from './overrides.js'
import { validatorOf } from './validators.js'

/** One handler per operation, in an array, over one simulator. */
export interface KlingHandlers extends Array<HttpHandler> {
  /** Moves time and tasks, makes trouble, shows what came in; `control.reset()` between tests. */
  readonly control: Control
  /** The handlers of these operations only, over the same simulator. */
  pick(...operationIds: OperationId[]): HttpHandler[]
  /** A handler that answers an operation in its own way, for `server.use(...)`; `{ once: true }` for the next request only. */
  override(operationId: OperationId, answer: Override, options?: RequestHandlerOptions): HttpHandler
}

/**
 * Handlers for Mock Service Worker that behave like the Kling API: tasks take their time, bodies are checked, ids are remembered. Each call makes a world of its own.
 *
 * @throws TypeError for an operation, example, gateway or base URL that does not exist
 * @example
 * const kling = klingHandlers({ speed: 'instant' })
 * const server = setupServer(...kling)                                      // or setupWorker(...kling)
 * server.use(kling.override('createText2Video', 'error-1303', { once: true }))   // in one test
 */
export function klingHandlers(options: KlingHandlersOptions = {}): KlingHandlers {
  sameDocument({ '@klingkit/msw': specHash, '@klingkit/simulator': simulatorHash, '@klingkit/zod': zodHash })
  const { gateway: name = 'official', baseUrl, validate, overrides = {}, ...simulatorOptions } = options
  const gateway = name === 'official' ? undefined : gateways[name]
  if (name !== 'official' && !gateway)
    throw new TypeError(`klingHandlers: there is no gateway '${name}'; there are official, ${Object.keys(gateways).join(', ')}`)

  const rules = validate === undefined ? validatorOf(name) : { validate: validate || undefined, ready: undefined }
  const simulator = createSimulator({ ...simulatorOptions, ...(gateway ? { gateway } : {}), ...(rules.validate ? { validate: rules.validate } : {}) })
  const addresses = new Addresses(baseUrl, gateway)
  // A page calls its own backend without a credential, and that puts one in (`klingProxy`): where a path stands for the backend, the handlers do so.
  const ofBackend = /^\*?\//.test(baseUrl ?? '') && !options.credentials ? { authorization: 'Bearer of-the-backend' } : {}
  const relayed = new Map<string, { id: OperationId; method: 'GET' | 'POST'; path: string }>(
    (gateway?.operations ?? operations).map((operation) => [operation.id, operation]),
  )
  const documented = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]))

  function relayedOperation(id: string) {
    const operation = relayed.get(id)
    if (!operation) throw new TypeError(documented.has(id) ? `klingHandlers: ${name} does not relay ${id}` : `klingHandlers: there is no operation '${id}'`)
    return operation
  }

  function handler(id: string, resolver: HttpResponseResolver<any, any, any>, handlerOptions: RequestHandlerOptions = {}): HttpHandler {
    const { method, path } = relayedOperation(id)
    const matches = ({ request }: { request: Request }) => {
      const found = addresses.find(request)
      return { matches: found?.operationId === id, params: found?.params ?? {} }
    }
    const made = (method === 'GET' ? http.get : http.post)(matches, resolver, handlerOptions)
    // MSW would call it a custom predicate.
    made.info.header = `${method} ${path} (${id})`
    return made
  }

  function override(id: OperationId, answer: Override, handlerOptions?: RequestHandlerOptions): HttpHandler {
    relayedOperation(id)
    return handler(id, resolverOf(documented.get(id)!, answer, gateway), handlerOptions)
  }

  const simulate: HttpResponseResolver<any, any, any> = async ({ request }) => {
    await rules.ready
    const body = request.method === 'GET' ? undefined : await request.text()
    const answer = await simulator.handle({
      method: request.method,
      url: addresses.find(request)!.url,
      headers: { ...ofBackend, ...plainHeaders(request.headers) },
      body,
    })
    return respond(answer, request.signal)
  }

  const overridden = Object.entries(overrides).map(([id, answer]) => [id, override(id as OperationId, answer)] as const)
  const simulated = [...relayed.keys()].map((id) => [id, handler(id, simulate)] as const)
  // The first handler that answers counts.
  const all = [...overridden, ...simulated]

  function pick(...operationIds: OperationId[]): HttpHandler[] {
    for (const id of operationIds) relayedOperation(id)
    return all.filter(([id]) => operationIds.includes(id as OperationId)).map(([, made]) => made)
  }

  const handlers = all.map(([, made]) => made)
  return Object.defineProperties(handlers, { control: { value: simulator.control }, pick: { value: pick }, override: { value: override } }) as KlingHandlers
}
