import { documentOf } from './operation-document.js'
import type { Preference } from './prefer-header.js'
import type { IHttpConfig, IHttpRequest, IHttpResponse } from './vendor/prism.js'

export interface PrismAnswer {
  response: IHttpResponse
  /** What Prism has against the request, worst first. */
  findings: Finding[]
}

export interface Finding {
  /** Where, for example `body.prompt`. */
  path: string
  message: string
  code?: string | number | undefined
}

type Engine = typeof import('./vendor/prism.js')
export type PrismOperation = Awaited<ReturnType<Engine['getHttpOperationsFromSpec']>>[number]
export type PrismInstance = ReturnType<Engine['createInstance']>

/**
 * Prism's request flow as promises. Prism itself is loaded on the first request, and each operation is prepared when it is first asked for: together that would cost most of a second
 * at start. Each request is handed the one operation our router found, so that Prism does not score them all.
 */
export class Prism {
  #operations = new Map<string, Promise<PrismOperation>>()
  #instance: Promise<PrismInstance> | undefined

  constructor(private document: Record<string, any>) {}

  async request(path: string, method: string, request: IHttpRequest, prefer: Preference): Promise<PrismAnswer> {
    this.#instance ??= createPrism()
    const [instance, operation] = await Promise.all([this.#instance, this.#operation(path, method)])
    const config = { mock: { dynamic: false, ...prefer } } as Partial<IHttpConfig> as IHttpConfig
    const outcome = await instance.request(request, [operation], config)()
    if (outcome._tag === 'Left') throw outcome.left
    const { output, validations } = outcome.right
    const findings = validations.input
      .filter((finding) => finding.severity === 0)
      .map(({ path: at, message, code }) => ({ path: (at ?? []).join('.'), message, code }))
    return { response: output, findings }
  }

  #operation(path: string, method: string): Promise<PrismOperation> {
    const key = `${method} ${path}`
    const prepared = this.#operations.get(key) ?? prepare(documentOf(this.document, path, method))
    this.#operations.set(key, prepared)
    return prepared
  }
}

/** One operation as Prism has it, made of a document that has no other. */
export async function prepare(document: Record<string, any>): Promise<PrismOperation> {
  const { getHttpOperationsFromSpec } = await engine()
  const [operation] = await getHttpOperationsFromSpec(document)
  return operation!
}

async function createPrism(): Promise<PrismInstance> {
  const { createInstance, createLogger } = await engine()
  return createInstance(
    {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: false,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    {
      logger: createLogger('kling-mock', { level: 'silent' }),
      route: ({ resources }: { resources: PrismOperation[] }) => ({ _tag: 'Right', right: resources[0]! }) as never,
    },
  )
}

let loading: Promise<Engine> | undefined

/** Prism, loaded when it is first needed. */
export function engine(): Promise<Engine> {
  loading ??= import('./vendor/prism.js')
  return loading
}
