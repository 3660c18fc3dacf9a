import { type Operation, servers } from '@klingkit/openapi/runtime'
import { isObject } from './body-paths.js'
import type { CredentialCheck } from './credentials.js'
import { type Outcome, refusal, unrouted, warn } from './envelope.js'
import { errorText, namedText } from './error-texts.js'
import { answer, retirement } from './handlers/answer.js'
import type { Call } from './handlers/call.js'
import { hintsOf } from './handlers/create.js'
import type { HandlerParts } from './handlers/handler-parts.js'
import { fromJson, shortened, toJson } from './json.js'
import { operationOf } from './operations.js'
import type { Mischief, PlainAnswer, PlainRequest } from './plain-request.js'
import type { RequestCheck, Validator } from './ports.js'
import type { RequestEvent, RequestLog } from './request-log.js'
import { basePathOf, Router } from './router.js'
import { causedBy, type TroubleCause } from './trouble/cause.js'
import type { TroubleRules } from './trouble/rules.js'
import { parseTrouble, refusalOf, type Trouble, TroubleError, wordsInAddress, wordsInText } from './trouble/trouble.js'

interface Parts extends HandlerParts {
  credentials: CredentialCheck
  rules: TroubleRules
  log: RequestLog
  validate: Validator | undefined
  magic: boolean
}

/** What was found out about a request on its way. */
interface Passage {
  operation?: Operation
  check?: RequestCheck | undefined
  trouble?: Trouble
  causes?: TroubleCause[]
  taskId?: string | undefined
}

/** A hostile body may have a hundred thousand strange members; the log keeps the first of them. */
const findingsKept = 50
/** Words of trouble hold texts of any length. */
const wordsKept = 500

/** The way of a request: route, credentials, body, trouble, rules, behaviour, and back through the habits of the gateway. */
export class RequestPath {
  #router: Router

  constructor(private parts: Parts) {
    this.#router = new Router(parts.profile.routes, basePathOf((parts.profile.gateway?.servers ?? servers)[0]!.url))
  }

  async answer(request: PlainRequest): Promise<PlainAnswer> {
    const passage: Passage = {}
    const official = await this.#outcome(request, passage)
    const outcome = this.parts.profile.dress(official, passage.operation, passage.taskId)
    const noted = this.#note(request, outcome.status, official, passage)
    const mischief = passage.trouble && mischiefOf(passage.trouble, outcome)
    return {
      status: outcome.status,
      headers: { 'content-type': 'application/json', ...outcome.headers },
      body: toJson(outcome.body),
      noted,
      ...(mischief ? { mischief } : {}),
    }
  }

  async #outcome(request: PlainRequest, passage: Passage): Promise<Outcome> {
    const { ids, clock, credentials, validate } = this.parts
    const refuse = (status: number, code: number, message: string) => refusal(ids.request(), status, code, message)
    const { pathname, search } = splitTarget(request.url)
    const match = this.#router.match(request.method === 'HEAD' ? 'GET' : request.method, pathname)
    if (match.kind === 'unknown-path') return unrouted(pathname, clock.now())
    if (match.kind === 'unknown-model') return refuse(400, 1201, namedText(1201, 'unknown-model'))
    if (match.kind === 'wrong-method') return refuse(404, 1202, `the method ${request.method} is not valid for ${match.path}`)

    const operation = operationOf(match.route.operationId)
    passage.operation = operation
    const judgement = credentials.refusalOf(request.headers.authorization, operation)
    const refused = judgement instanceof Promise ? await judgement : judgement
    if (refused) return refuse(401, refused.code, refused.message)

    const body = readBody(request, operation)
    if ('unreadable' in body) return refuse(400, 1201, body.unreadable)
    try {
      this.#makeTrouble(passage, operation, request.headers['kling-mock-trouble'], body.value)
    } catch (error) {
      if (error instanceof TroubleError) return refuse(400, 1201, `kling-mock: ${error.message}`)
      throw error
    }
    const { trouble = {} } = passage
    const wished = refusalOf(trouble, operation)
    if (wished && !isMadeAnyway(trouble)) return refuse(wished.status, wished.code, wished.message)
    const gone = retirement(this.parts, operation)
    if (gone) return gone

    const call: Call = { body: body.value as Record<string, any>, query: queryOf(search), params: match.params }
    passage.check = validate?.(operation.id, { body: body.value, query: call.query, path: match.params })
    const hints = operation.kind === 'async task' ? hintsOf(this.parts, operation, body.value) : []
    const outcome = await this.#judged(operation, call, passage)
    warn(outcome, [...hints, ...(passage.check?.warnings ?? []).map(({ message }) => message)])
    // The task is there, and the client is told that something went wrong.
    return wished && outcome.status < 400 ? refuse(wished.status, wished.code, wished.message) : outcome
  }

  async #judged(operation: Operation, call: Call, passage: Passage): Promise<Outcome> {
    const { ids } = this.parts
    const { check } = passage
    if (check && !check.ok) return refusal(ids.request(), 400, 1201, check.issues[0]?.message ?? errorText(1201))
    // Only without a validator does a body that is no object come this far.
    if (operation.method === 'POST' && !isObject(call.body)) {
      if (operation.kind !== 'cursor list') return refusal(ids.request(), 400, 1201, namedText(1201, 'unreadable-body'))
      call.body = {}
    }
    const outcome = await answer(this.parts, operation, call, passage.trouble ?? {})
    passage.taskId = taskIdIn(outcome)
    return outcome
  }

  /** Rules first, then the header of this request, then the words in its ids: the nearer counts. */
  #makeTrouble(passage: Passage, operation: Operation, header: string | undefined, body: unknown): void {
    const { rules, magic } = this.parts
    const met = rules.isEmpty ? undefined : rules.for(operation, body)
    const said: [by: TroubleCause['by'], words: string | undefined][] = [['header', header]]
    if (magic && operation.kind === 'async task' && isObject(body)) {
      const options = isObject(body.options) ? body.options : {}
      said.push(['callback_url', wordsInAddress(body.callback_url ?? options.callback_url)])
      said.push(['external_task_id', wordsInText(body.external_task_id ?? options.external_task_id)])
    }
    const causes = met ? [causedBy(met)] : []
    let trouble = met?.trouble ?? {}
    for (const [by, words] of said) {
      if (!words) continue
      trouble = { ...trouble, ...parseTrouble(words) }
      causes.push({ by, words: shortened(words, wordsKept) })
    }
    if (causes.length === 0) return
    passage.trouble = trouble
    passage.causes = causes
  }

  #note({ method, url, body }: PlainRequest, status: number, official: Outcome, { operation, check, causes }: Passage): RequestEvent {
    const event: RequestEvent = { time: this.parts.clock.now(), method, url, status }
    if (operation) event.operationId = operation.id
    if (body) event.body = body
    const { code, message } = official.body
    if (status >= 400 && typeof code === 'number' && typeof message === 'string') event.refusal = { code, message }
    if (causes) event.trouble = causes
    if (check && check.issues.length > 0) event.issues = check.issues.slice(0, findingsKept)
    if (check && check.warnings.length > 0) event.warnings = check.warnings.slice(0, findingsKept)
    this.parts.log.add(event)
    return event
  }
}

function splitTarget(url: string): { pathname: string; search: string } {
  const fragment = url.indexOf('#')
  const target = fragment < 0 ? url : url.slice(0, fragment)
  const cut = target.indexOf('?')
  return cut < 0 ? { pathname: target, search: '' } : { pathname: target.slice(0, cut), search: target.slice(cut + 1) }
}

function readBody({ body, unreadable }: PlainRequest, operation: Operation): { value: unknown } | { unreadable: string } {
  if (unreadable !== undefined) return { unreadable }
  if (operation.method === 'GET' || body === undefined || body === '') return { value: undefined }
  try {
    return { value: fromJson(body) }
  } catch {
    return { unreadable: namedText(1201, 'unreadable-body') }
  }
}

function queryOf(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  if (text === '') return query
  for (const [name, value] of new URLSearchParams(text)) {
    const before = Object.hasOwn(query, name) ? query[name] : undefined
    query[name] = before === undefined ? value : [before, value].flat()
  }
  return query
}

function isMadeAnyway({ created, createdLate, lostAnswer }: Trouble): boolean {
  return created === true || lostAnswer === true || createdLate !== undefined
}

function mischiefOf({ delay, reset, truncate, slow, lostAnswer }: Trouble, { status }: Outcome): Mischief | undefined {
  const mischief: Mischief = {}
  if (delay !== undefined) mischief.delay = delay
  // An answer can be lost only where something was done.
  if (reset || (lostAnswer && status < 400)) mischief.reset = true
  if (truncate !== undefined) mischief.truncate = truncate
  if (slow !== undefined) mischief.slow = slow
  return Object.keys(mischief).length > 0 ? mischief : undefined
}

function taskIdIn({ body }: Outcome): string | undefined {
  const id = isObject(body.data) ? body.data.task_id : undefined
  return typeof id === 'string' ? id : undefined
}
