import { type Gateway, type Operation, type OperationId, operations } from '@klingkit/openapi/runtime'
import { Account, type Pack } from './account/account.js'
import { Deliveries } from './callbacks/deliveries.js'
import { Control } from './control.js'
import { ControlledClock } from './controlled-clock.js'
import { refusalOf as credentialRefusal } from './credentials.js'
import { refusal, unrouted } from './envelope.js'
import { Handlers } from './handlers/handlers.js'
import { createIdSource, seededRandom } from './ids.js'
import { fromJson } from './json.js'
import { Library } from './library.js'
import { MemoryStore } from './memory-store.js'
import { familyOf } from './operations.js'
import type { PlainAnswer, PlainRequest } from './plain-request.js'
import { MadeIds, ReferenceCheck } from './references.js'
import { type RequestEvent, RequestLog } from './request-log.js'
import { basePathOf, type Route, Router } from './router.js'
import type { SimulatorOptions } from './simulator-options.js'
import { exampleAddress } from './tasks/made-things.js'
import { Tasks } from './tasks/tasks.js'
import { TroubleRules } from './trouble/rules.js'
import { parseTrouble, refusalOf as troubleRefusal, type Trouble, TroubleError } from './trouble/trouble.js'

export interface Simulator {
  /** Answers a request of the Fetch API; the host of its address does not matter. */
  fetch(request: Request | string | URL, init?: RequestInit): Promise<Response>
  /** Answers a plain request; adapters that can make connection trouble use this one. */
  handle(request: PlainRequest): Promise<PlainAnswer>
  control: Control
  /** Calls off every callback that is still to be sent. */
  close(): void
}

const officialServer = 'https://api-singapore.klingai.com'

/**
 * A Kling API that runs in this process: tasks take their time, callbacks go out, units are charged, refusals read as the service words them. Only the pixels are missing.
 *
 * @example
 * const simulator = createSimulator({ validate: checkRequest, speed: 'instant' })
 * const answer = await simulator.fetch('https://any.host/v1/videos/text2video', { method: 'POST', headers: { authorization: 'Bearer any' }, body: '{"prompt":"a fox","model_name":"kling-v3"}' })
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const controlled = options.clock === undefined ? new ControlledClock() : undefined
  const clock = options.clock ?? controlled!
  const random = options.random ?? seededRandom(Math.floor(Math.random() * 2 ** 32))
  const ids = options.ids ?? createIdSource(random)
  const store = options.store ?? new MemoryStore(familyOf)
  const library = new Library(clock, ids)
  const made = new MadeIds()
  const account = new Account()
  const timers = options.timers ?? controlled ?? new ControlledClock()
  const rules = new TroubleRules(random)
  const log = new RequestLog()
  const address = options.mediaAddress ?? exampleAddress
  const deliveries = new Deliveries({
    clock,
    timers,
    ids,
    send: options.sendCallback,
    secret: options.webhookSecret,
    allowedHosts: options.allowCallbackHosts ?? [],
    timeout: options.callbackTimeout ?? 5000,
    retryAfter: options.callbackRetryAfter ?? [1000, 5000, 25_000],
    onChange: (delivery) => log.emit({ type: 'callback', delivery }),
  })
  const tasks = new Tasks({ clock, timers, ids, random, store, account, library, made, deliveries, address, speed: options.speed ?? 'fast', timeFactor: options.timeFactor ?? 1, reads: options.reads })
  account.packs = defaultPacks(options, clock.now())
  const gateway = options.gateway
  const referenceCheck = new ReferenceCheck(options.references ?? 'known', library, made, store, clock)
  const handlers = new Handlers({ clock, ids, store, account, library, tasks, references: referenceCheck, address, gateway, magic: options.magic ?? true })
  const router = new Router(routesOf(gateway), basePathOf(gateway?.servers[0]?.url ?? officialServer))
  const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]))

  const reset = async () => {
    await store.clear()
    library.clear()
    made.clear()
    tasks.clear()
    deliveries.log = []
    deliveries.close()
    rules.clear()
    log.clear()
    account.charges = []
    account.packs = defaultPacks(options, clock.now())
  }
  const control = new Control({ clock: controlled, account, deliveries, rules, log, store, tasks, library, reset })

  async function handle(request: PlainRequest): Promise<PlainAnswer> {
    const cut = request.url.search(/[?#]/)
    const pathname = cut < 0 ? request.url : request.url.slice(0, cut)
    const match = router.match(request.method, pathname)
    if (match.kind === 'unknown-path') return noted(request, undefined, unrouted(pathname, clock.now()))
    if (match.kind === 'unknown-model') return noted(request, undefined, refusal(ids.request(), 400, 1201, 'model is not supported'))
    if (match.kind === 'wrong-method') return noted(request, undefined, refusal(ids.request(), 404, 1202, `the method ${request.method} is not valid for ${match.path}`))
    const operation = byId.get(match.route.operationId)!
    const refused = await credentialRefusal(request.headers.authorization, operation.standard, options.credentials ?? {}, clock)
    if (refused) return noted(request, operation, nested(gateway, operation, refusal(ids.request(), 401, refused.code, refused.message)))

    if (request.unreadable !== undefined) return noted(request, operation, refusal(ids.request(), 400, 1201, request.unreadable))
    let body: unknown
    if (request.body !== undefined && request.body !== '') {
      try {
        body = fromJson(request.body)
      } catch {
        return noted(request, operation, refusal(ids.request(), 400, 1201, 'Failed to resolve the request body'))
      }
    }
    let trouble: Trouble
    try {
      const header = request.headers['kling-mock-trouble']
      trouble = { ...(rules.empty ? {} : rules.for(operation.id, body)), ...(header ? parseTrouble(header) : {}), ...handlers.magicOf(operation, body) }
    } catch (error) {
      if (error instanceof TroubleError) return noted(request, operation, refusal(ids.request(), 400, 1201, `kling-mock: ${error.message}`))
      throw error
    }
    const wished = troubleRefusal(trouble)
    if (wished) return noted(request, operation, withMischief(refusal(ids.request(), wished.status, wished.code, wished.message), trouble))

    const query = cut >= 0 && request.url[cut] === '?' ? queryOf(request.url.slice(cut + 1)) : {}
    const check = options.validate?.(operation.id, { body, query, path: match.params })
    if (check && !check.ok) {
      const [first] = check.issues
      return noted(request, operation, nested(gateway, operation, refusal(ids.request(), 400, 1201, first?.message ?? 'the request is invalid')), check.issues)
    }
    const answer = await handlers.answer(operation, { body: body as Record<string, any>, query, params: match.params }, trouble)
    const warnings = check?.warnings ?? []
    if (warnings.length > 0) answer.headers['kling-mock-warning'] = [answer.headers['kling-mock-warning'], ...warnings.map(({ message }) => message)].filter(Boolean).join('; ').replace(/[^\x20-\x7e]/g, '?').slice(0, 4000)
    return noted(request, operation, withMischief(nested(gateway, operation, answer), trouble), undefined, warnings)
  }

  function noted(request: PlainRequest, operation: Operation | undefined, answer: PlainAnswer, issues?: RequestEvent['issues'], warnings?: RequestEvent['warnings']): PlainAnswer {
    const event: RequestEvent = { time: clock.now(), method: request.method, url: request.url, status: answer.status, ...(operation ? { operationId: operation.id } : {}), ...(request.body ? { body: request.body } : {}), ...(issues ? { issues } : {}), ...(warnings?.length ? { warnings } : {}) }
    log.add(event)
    answer.noted = event
    return answer
  }

  const close = () => {
    tasks.clear()
    deliveries.close()
  }
  return { handle, control, close, fetch: (input, init) => fetchOf(handle, input, init) }
}

async function fetchOf(handle: Simulator['handle'], input: Request | string | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const url = new URL(request.url)
  const text = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.text()
  const { status, headers, body, mischief } = await handle({ method: request.method, url: `${url.pathname}${url.search}`, headers: Object.fromEntries(request.headers), body: text })
  if (mischief?.delay) await pause(mischief.delay, request.signal)
  if (mischief?.reset) throw new TypeError('fetch failed: the connection was reset')
  return new Response(mischief?.truncate === undefined ? body : body.slice(0, mischief.truncate), { status, headers })
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}

function withMischief(answer: PlainAnswer, { delay, reset, truncate, slow, lostAnswer }: Trouble): PlainAnswer {
  const mischief = { ...(delay === undefined ? {} : { delay }), ...(reset || lostAnswer ? { reset: true as const } : {}), ...(truncate === undefined ? {} : { truncate }), ...(slow === undefined ? {} : { slow }) }
  return Object.keys(mischief).length === 0 ? answer : { ...answer, mischief }
}

/** A gateway that hides Kling's error two levels down does so here. */
function nested(gateway: Gateway | undefined, _operation: Operation, answer: PlainAnswer): PlainAnswer {
  if (gateway?.habits?.error_nesting !== 'data.data' || answer.status < 400) return answer
  const error = JSON.parse(answer.body)
  return error.code === undefined ? answer : { ...answer, body: JSON.stringify({ message: error.message, data: { data: error, message: error.message } }) }
}

function routesOf(gateway: Gateway | undefined): Route[] {
  return (gateway?.operations ?? operations).map(({ id, method, path }) => ({ operationId: id, method, path }))
}

function queryOf(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name]
    query[name] = before === undefined ? value : [before, value].flat()
  }
  return query
}

function defaultPacks({ units = 1e9, slots = Number.POSITIVE_INFINITY }: SimulatorOptions, now: number): Pack[] {
  return ['video', 'image', 'try_on'].map((type, index) => ({
    name: `Mock-${type}-${units}Units`,
    id: String(index + 1).repeat(32),
    type,
    total: units,
    remaining: units,
    slots,
    purchasedAt: now - 86_400_000,
    effectiveAt: now - 86_400_000,
    invalidAt: now + 365 * 86_400_000,
  }))
}

export type { OperationId }
