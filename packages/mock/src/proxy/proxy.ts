import type { GatewayName } from '@klingkit/openapi/runtime'
import { basePathOf, type Match, type Route, Router } from '@klingkit/simulator'
import { refusal } from '../answers.js'
import { readDocument } from '../document.js'
import type { ResolvedOptions } from '../options/options.js'
import type { HandledRequest, PlainRequest } from '../replay.js'
import { parseBody } from '../request-body.js'
import { parseTarget, queryObject } from '../request-target.js'
import { type CheckRequest, loadValidators } from '../validators.js'
import { type Drift, driftOf, unknownParts } from './drift.js'
import { isHere, maybeBilled } from './paid-calls.js'
import { PrismValidators } from './prism-validators.js'
import { Recorder } from './recorder.js'
import { passOn, UpstreamError } from './upstream.js'

/** Passes requests on to another server, as they are, and holds both directions against the document. */
export class UpstreamProxy {
  private constructor(
    private upstream: URL,
    private gateway: GatewayName,
    private document: Record<string, any>,
    private routers: Router[],
    private check: CheckRequest,
    private recorder: Recorder | undefined,
    private allowPaid: boolean,
  ) {}

  #prism: PrismValidators | undefined

  static async create({ upstream, gateway, record, allowPaid = false }: ResolvedOptions): Promise<UpstreamProxy> {
    const [document, check] = await Promise.all([readDocument(gateway), loadValidators(gateway)])
    const routes = Object.entries<any>(document.paths).flatMap(([path, item]) =>
      Object.entries<any>(item)
        .filter(([, operation]) => operation.operationId)
        .map(([method, operation]): Route => ({ operationId: operation.operationId, method: method.toUpperCase(), path })),
    )
    const url = new URL(upstream!)
    // A gateway's prefix may be part of the upstream, or come with the paths.
    const routers = [/^/, basePathOf(document.servers[0].url)].map((base) => new Router(routes, base))
    return new UpstreamProxy(url, gateway, document, routers, check, record === undefined ? undefined : new Recorder(record), allowPaid || isHere(url))
  }

  async handle(request: PlainRequest): Promise<HandledRequest> {
    try {
      const operationId = this.#routed(request.method, parseTarget(request.url).path)?.route.operationId
      if (!this.allowPaid && maybeBilled(request.method, operationId))
        throw new UpstreamError(403, 'this may be billed and was not passed on; start the proxy with --allow-paid')
      const answer = await passOn(this.upstream, request)
      // Whatever comes of looking at it, the client gets its answer.
      const judged = await this.#judged(request, answer.status, answer.headers['content-type'], answer.body).catch((error: Error) => ({
        drift: [{ kind: 'not-judged' as const, at: '', message: `it could not be looked at: ${error.message}` }],
      }))
      return { answer, ...judged }
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      return { answer: { ...refusal(error.status, 5000, `kling-mock: ${error.message}`, this.gateway) } }
    }
  }

  async #judged(request: PlainRequest, status: number, contentType: string | undefined, bytes: Buffer): Promise<Omit<HandledRequest, 'answer'>> {
    const target = parseTarget(request.url)
    const match = this.#routed(request.method, target.path)
    if (!match) return {}
    const { route, params } = match
    const operation = this.document.paths[route.path][route.method.toLowerCase()]
    const query = queryObject(target.query)
    const sent = parseBody(request.body, request.headers['content-type'])
    const body = sent.kind === 'json' ? sent.value : undefined
    const got = parseBody(bytes, 'application/json')
    const answered = got.kind === 'json' ? got.value : undefined

    this.#prism ??= new PrismValidators(this.document)
    const { input, output } = await this.#prism.validate(
      route.path,
      route.method.toLowerCase() as 'get' | 'post',
      {
        url: { path: route.path.replace('{id}', () => encodeURIComponent(params.id ?? '')), query },
        headers:
          sent.kind === 'none' ? {} : { 'content-type': mediaType(request.headers['content-type'] ?? ''), 'content-length': String(request.body!.length) },
        body: sent.kind === 'text' ? sent.value : body,
      },
      { statusCode: status, headers: contentType ? { 'content-type': mediaType(contentType) } : {}, body: answered },
    )
    const { issues, warnings } = this.check(route.operationId, { body, query, path: params })
    const unreadable: Drift[] = got.kind === 'json' ? [] : [{ kind: 'not-json', at: '', message: 'the answer is no JSON' }]
    const schema = operation.responses[String(status)]?.content?.['application/json']?.schema
    const drift = [
      ...unreadable,
      ...(got.kind === 'json' ? output : output.filter(({ message }) => /status code|media type/.test(message))).map(driftOf),
      ...unknownParts(this.document, schema, answered),
    ]
    const ids = [...Object.values(params), ...Object.entries(query).flatMap(([name, value]) => (/ids?$/.test(name) ? String(value).split(',') : []))]
    const accepted = input.length === 0 && issues.length === 0
    this.recorder?.note({ operationId: route.operationId, request, status, sent: request.body, answered: bytes, drift, ids, accepted })
    const found = issues.length > 0 ? issues : input.map(({ at, message }) => ({ path: at, rule: 'schema', message }))
    return { operationId: route.operationId, drift, warnings, ...(found.length > 0 ? { issues: found } : {}) }
  }

  /** The operation of a request; what is none passes all the same. */
  #routed(method: string, path: string): Extract<Match, { kind: 'operation' }> | undefined {
    for (const router of this.routers) {
      const match = router.match(method, path)
      if (match.kind === 'operation') return match
    }
    return undefined
  }
}

/** The type without its parameters; one that is not well-formed, which Prism throws at, as a type that nobody documents. */
function mediaType(header: string): string {
  const [type = ''] = header.split(';')
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/.test(type.trim()) ? type.trim() : 'application/x-malformed'
}
