import type { Gateway, Operation } from '@klingkit/openapi/runtime'
import { HttpResponse, type HttpResponseResolver } from 'msw'
import { exampleText, namedExamples } from './named-examples.js'

/** An answer of one's own. */
export interface OverrideAnswer {
  /** Default 200. */
  status?: number
  /** Default: `content-type` for the body given. */
  headers?: Record<string, string>
  /** Sent as JSON; a string is sent as it is, for pages of a proxy and the like. */
  body?: unknown
}

/**
 * What an operation shall answer: the name of a documented example (`processing`, `error-1303`), an answer, or a resolver of MSW.
 * A resolver that returns nothing leaves the request to the simulator.
 */
export type Override = string | OverrideAnswer | HttpResponseResolver<any, any, any>

/** @throws TypeError for a name that the operation does not have; the message lists those it has */
export function resolverOf(operation: Operation, override: Override, gateway: Gateway | undefined): HttpResponseResolver<any, any, any> {
  if (typeof override === 'function') return override
  if (typeof override !== 'string') return () => responseOf(override)
  const examples = namedExamples(operation, gateway)
  const example = examples.get(override)
  if (!example) throw new TypeError(`klingHandlers: ${operation.id} has no example '${override}'; it has ${[...examples.keys()].join(', ')}`)
  const text = exampleText(example.body)
  return () => new HttpResponse(text, { status: example.status, headers: { 'content-type': 'application/json' } })
}

function responseOf({ status = 200, headers = {}, body }: OverrideAnswer): Response {
  if (body === undefined) return new HttpResponse(null, { status, headers })
  if (typeof body === 'string') return HttpResponse.text(body, { status, headers })
  return HttpResponse.json(body as Record<string, any>, { status, headers })
}
