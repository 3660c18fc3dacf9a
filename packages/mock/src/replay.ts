import { checkRequest, type OperationId } from '@klingkit/zod'
import { type Answer, jsonAnswer, refusal, unrouted } from './answers.js'
import { exactJson, readDocument } from './document.js'
import type { GatewayName } from './options.js'
import { Prism } from './prism.js'
import { basePathOf, type Route, Router } from './router.js'

/** A request as any adapter (HTTP server, fetch) can give it. */
export interface PlainRequest {
  method: string
  /** Path and query as they stand in the request line. */
  url: string
  headers: Record<string, string | undefined>
  /** The raw body, if there is one. */
  body?: string | undefined
}

export interface HandledRequest {
  answer: Answer
  operationId?: string
}

/** Answers requests with the documented examples: routed in constant time, validated and negotiated by Prism, worded as the service does. */
export class Replay {
  private constructor(
    private gateway: GatewayName,
    private router: Router,
    private prism: Prism,
    private names: Map<string, Map<string, string[]>>,
    private strictRules: Set<string>,
  ) {}

  static async load(gateway: GatewayName): Promise<Replay> {
    const document = await readDocument(gateway)
    const routes: Route[] = []
    const names = new Map<string, Map<string, string[]>>()
    for (const [path, item] of Object.entries<any>(document.paths)) {
      for (const [method, operation] of Object.entries<any>(item)) {
        if (!operation.operationId) continue
        routes.push({ operationId: operation.operationId, method: method.toUpperCase(), path })
        names.set(operation.operationId, exampleNames(operation))
      }
    }
    const rules = new Set(
      [...JSON.stringify(document.components.schemas).matchAll(/"x-kling-rules":(\[.*?\])/g)].flatMap(([, list]) =>
        [...list!.matchAll(/"name":"([^"]+)"/g)].map((match) => match[1]!),
      ),
    )
    const router = new Router(routes, basePathOf(document.servers[0].url))
    return new Replay(gateway, router, await Prism.load(document), names, rules)
  }

  async handle(request: PlainRequest): Promise<HandledRequest> {
    const url = new URL(request.url, 'http://mock.invalid')
    const match = this.router.match(request.method, url.pathname)
    if (match.kind === 'unknown-path') return { answer: unrouted(url.pathname) }
    if (match.kind === 'unknown-model') return { answer: refusal(400, 1201, 'model is not supported') }
    if (match.kind === 'wrong-method') return { answer: refusal(404, 1202, `the method ${request.method} is not valid for ${match.path}`) }
    const { route, params } = match
    return { operationId: route.operationId, answer: await this.answer(request, url, route, params) }
  }

  private async answer(request: PlainRequest, url: URL, route: Route, params: Record<string, string>): Promise<Answer> {
    if (!request.headers.authorization?.trim()) return refusal(401, 1001, 'Authorization is empty')
    const body = parsedBody(request.body)
    if (body instanceof SyntaxError) return refusal(400, 1201, 'Failed to resolve the request body')

    const prefer = this.preference(request.headers.prefer, route.operationId)
    if ('refused' in prefer) return refusal(400, 1201, prefer.refused)
    const query = Object.fromEntries(
      [...new Set(url.searchParams.keys())]
        .map((key) => [key, url.searchParams.getAll(key)])
        .map(([key, values]) => [key, values!.length === 1 ? values![0]! : values!]),
    ) as Record<string, string | string[]>
    const path = route.path.replace('{id}', encodeURIComponent(params.id ?? ''))
    const headers = { ...(request.headers as Record<string, string>), 'content-type': request.headers['content-type'] ?? 'application/json' }
    const { response, findings } = await this.prism.request(
      route.operationId,
      { method: request.method.toLowerCase() as 'get', url: { path, query }, headers, body },
      prefer,
    )

    const check = checkRequest(route.operationId as OperationId, { body, query, path: params })
    // A gateway has limits of its own, so there only Prism and the rules that JSON Schema cannot say decide.
    const issues = this.gateway === 'official' ? check.issues : check.issues.filter((issue) => findings.length > 0 || this.strictRules.has(issue.rule))
    const message = issues[0]?.message ?? (findings[0] && `${findings[0].path.replace(/^(body|query|path)\.?/, '') || 'body'} ${findings[0].message}`)
    if (message !== undefined) return refusal(400, 1201, message)

    const warning = check.warnings.map((entry) => entry.message).join('; ')
    return jsonAnswer(
      response.statusCode,
      response.body === undefined ? '' : exactJson(response.body),
      warning ? { 'kling-mock-warning': warning.replace(/[^\x20-\x7e]/g, '?').slice(0, 4000) } : {},
    )
  }

  /** Reads `Prefer: code=404, example=name`; an example that does not exist is refused with the list of those that do. */
  private preference(header: string | undefined, operationId: string): { code?: number; exampleKey?: string } | { refused: string } {
    if (!header) return {}
    const wishes = Object.fromEntries(
      header.split(/[,;]/).map((part) =>
        part
          .trim()
          .split('=')
          .map((text) => text?.trim().replace(/^"|"$/g, '')),
      ),
    )
    const names = this.names.get(operationId)!
    const code = wishes.code === undefined ? undefined : Number(wishes.code)
    if (code !== undefined && !names.has(String(code)))
      return { refused: `Prefer: ${operationId} has no response ${wishes.code}; it has ${[...names.keys()].join(', ')}` }
    if (wishes.example !== undefined) {
      const statuses = code === undefined ? [...names.keys()] : [String(code)]
      const status = statuses.find((candidate) => names.get(candidate)!.includes(wishes.example!))
      if (!status)
        return {
          refused: `Prefer: ${operationId} has no example '${wishes.example}'; it has ${statuses.flatMap((candidate) => names.get(candidate)!.map((name) => `${candidate} ${name}`)).join(', ')}`,
        }
      return { code: Number(status), exampleKey: wishes.example }
    }
    return code === undefined ? {} : { code }
  }
}

function exampleNames(operation: any): Map<string, string[]> {
  return new Map(
    Object.entries<any>(operation.responses).map(([status, response]) => [status, Object.keys(response.content?.['application/json']?.examples ?? {})]),
  )
}

function parsedBody(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}
