import type { GatewayName } from '@klingkit/openapi/runtime'
import { basePathOf, bearerToken, type RequestEvent, type Route, Router } from '@klingkit/simulator'
import type { RequestCheck } from '@klingkit/zod'
import { type Answer, jsonAnswer, refusal, unrouted } from './answers.js'
import { exactJson, readDocument } from './document.js'
import { type ExampleNames, type Preference, readPreference } from './prefer-header.js'
import { type Finding, Prism, type PrismAnswer } from './prism.js'
import type { Drift } from './proxy/drift.js'
import { Remembered } from './remembered.js'
import { parseBody, type ReadableBody } from './request-body.js'
import { parseTarget, type Query, queryObject } from './request-target.js'
import { type CheckRequest, loadValidators } from './validators.js'

/** A request as any adapter (HTTP server, fetch) can give it. */
export interface PlainRequest {
  method: string
  /** Path and query as they stand in the request line. */
  url: string
  /** Names in lower case. */
  headers: Record<string, string | undefined>
  /** The raw body, if there is one. */
  body?: Uint8Array | undefined
}

export interface HandledRequest {
  answer: Answer
  /** The start of the body as text, where somebody has read it already. */
  text?: string | undefined
  operationId?: string | undefined
  /** Why it was refused, where a rule was broken. */
  issues?: RequestCheck['issues'] | undefined
  /** What the service would ignore. */
  warnings?: RequestCheck['warnings'] | undefined
  /** Code and words of the refusal, where the simulator refused it. */
  refusal?: RequestEvent['refusal'] | undefined
  /** What made trouble of it. */
  trouble?: RequestEvent['trouble'] | undefined
  /** In proxy mode: what the answer has that the document has not. */
  drift?: Drift[] | undefined
}

interface Documented {
  examples: ExampleNames
  /** What the service says to a credential it cannot use. */
  invalidCredential: string
}

const largestRemembered = 4096

const loaded = new Map<GatewayName, Promise<Replay>>()

/** Answers requests with the documented examples: routed in constant time, validated and negotiated by Prism, worded as the service does. */
export class Replay {
  #judged = new Remembered<PrismAnswer & RequestCheck>(1000)

  private constructor(
    private router: Router,
    private prism: Prism,
    private check: CheckRequest,
    private documented: Map<string, Documented>,
    private gateway: GatewayName,
  ) {}

  /** It holds no state, so every mock of a process shares it. */
  static load(gateway: GatewayName): Promise<Replay> {
    const replay = loaded.get(gateway) ?? Replay.#load(gateway)
    loaded.set(gateway, replay)
    return replay
  }

  static async #load(gateway: GatewayName): Promise<Replay> {
    const [document, check] = await Promise.all([readDocument(gateway), loadValidators(gateway)])
    const routes: Route[] = []
    const documented = new Map<string, Documented>()
    for (const [path, item] of Object.entries<any>(document.paths)) {
      for (const [method, operation] of Object.entries<any>(item)) {
        if (!operation.operationId) continue
        routes.push({ operationId: operation.operationId, method: method.toUpperCase(), path })
        documented.set(operation.operationId, documentedAnswers(operation))
      }
    }
    return new Replay(new Router(routes, basePathOf(document.servers[0].url)), new Prism(document), check, documented, gateway)
  }

  async handle(request: PlainRequest): Promise<HandledRequest> {
    const target = parseTarget(request.url)
    // As everywhere in HTTP, HEAD is GET whose body stays at home.
    const match = this.router.match(request.method === 'HEAD' ? 'GET' : request.method, target.path)
    if (match.kind === 'unknown-path') return { answer: unrouted(target.path) }
    if (match.kind === 'unknown-model') return { answer: this.#refusal(400, 1201, 'model is not supported') }
    if (match.kind === 'wrong-method') return { answer: this.#refusal(404, 1202, `the method ${request.method} is not valid for ${match.path}`) }
    const { route, params } = match
    return { operationId: route.operationId, answer: await this.#answer(request, route, params, queryObject(target.query)) }
  }

  /** What Prism, and the validators beside it, say of a request; nothing of one that has no operation or cannot be read. */
  async verdict(request: PlainRequest): Promise<RequestCheck | undefined> {
    const target = parseTarget(request.url)
    const match = this.router.match(request.method === 'HEAD' ? 'GET' : request.method, target.path)
    if (match.kind !== 'operation') return undefined
    const parsed = parseBody(request.body, request.headers['content-type'])
    if (parsed.kind === 'broken' || parsed.kind === 'text') return undefined
    const { findings, issues, warnings } = await this.#judge(request, match.route, match.params, queryObject(target.query), parsed, {})
    const found =
      issues.length > 0 ? issues : findings.map((finding) => ({ path: finding.path, rule: String(finding.code ?? 'schema'), message: inWords(finding) }))
    return { ok: found.length === 0, issues: found, warnings }
  }

  async #answer(request: PlainRequest, route: Route, params: Record<string, string>, query: Query): Promise<Answer> {
    const { authorization, prefer, 'content-type': contentType } = request.headers
    const { examples, invalidCredential } = this.documented.get(route.operationId)!
    if (!authorization?.trim()) return this.#refusal(401, 1001, 'Authorization is empty')
    if (bearerToken(authorization) === undefined) return this.#refusal(401, 1002, invalidCredential)

    const parsed = parseBody(request.body, contentType)
    if (parsed.kind === 'broken') return this.#refusal(400, 1201, 'Failed to resolve the request body')
    if (parsed.kind === 'text') return this.#refusal(400, 1201, `Content-Type '${contentType ?? ''}' is not supported, expected application/json`)

    const preference = readPreference(prefer, route.operationId, examples)
    if ('refused' in preference) return this.#refusal(400, 1201, preference.refused)

    const { response, findings, issues, warnings } = await this.#judge(request, route, params, query, parsed, preference)
    const refused = issues[0]?.message ?? findings.map(inWords)[0]
    if (refused !== undefined) return this.#refusal(400, 1201, refused)
    return jsonAnswer(response.statusCode, exactJson(response.body), warningHeader(warnings))
  }

  #refusal(status: number, code: number, message: string): Answer {
    return refusal(status, code, message, this.gateway)
  }

  async #judge(
    request: PlainRequest,
    route: Route,
    params: Record<string, string>,
    query: Query,
    parsed: ReadableBody,
    preference: Preference,
  ): Promise<PrismAnswer & RequestCheck> {
    const body = parsed.kind === 'json' ? parsed.value : undefined
    // Prism sees only the headers that the document speaks of: the service answers in JSON whatever is asked for.
    const token = bearerToken(request.headers.authorization ?? '')
    // Nor does it know that the name of a scheme may be written in any case.
    const authorization = token === undefined ? (request.headers.authorization ?? '') : `Bearer ${token}`
    const headers = { authorization, ...(parsed.kind === 'json' ? { 'content-type': 'application/json', 'content-length': String(request.body!.length) } : {}) }
    const path = route.path.replace('{id}', () => encodeURIComponent(params.id ?? ''))
    const method = route.method.toLowerCase() as 'get' | 'post'
    const judge = async () => ({
      ...(await this.prism.request(route.path, method, { method, url: { path, query }, headers, body }, preference)),
      ...this.check(route.operationId, { body, query, path: params }),
    })
    if (request.body !== undefined && request.body.length > largestRemembered) return judge()
    // Nothing is random in a replay, so the same request has the same answer. All that Prism sees, but for the token, which is not empty, is in the key.
    const text = request.body === undefined ? '' : Buffer.from(request.body).toString()
    return this.#judged.get(JSON.stringify([route.operationId, path, query, preference, parsed.kind, text]), judge)
  }
}

function documentedAnswers(operation: any): Documented {
  const examples = new Map<string, string[]>()
  for (const [status, response] of Object.entries<any>(operation.responses))
    examples.set(status, Object.keys(response.content?.['application/json']?.examples ?? {}))
  return { examples, invalidCredential: operation.responses['401'].content['application/json'].examples['error-1002'].value.message }
}

/** What only Prism has against a request. Such findings are rare, because the validators know the same document; one is a body that comes with a GET. */
function inWords({ path, message }: Finding): string {
  return `${path.replace(/^(body|query|path)\.?/, '') || 'request'}: ${message}`
}

function warningHeader(warnings: { message: string }[]): Record<string, string> {
  if (warnings.length === 0) return {}
  const text = warnings.map((warning) => warning.message).join('; ')
  return {
    'kling-mock-warning': text
      .replace(/[^\x20-\x7e]/g, '?')
      .slice(0, 4000)
      .trim(),
  }
}
