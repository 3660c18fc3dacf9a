import { createLogger } from '@stoplight/prism-core'
import { createInstance, getHttpOperationsFromSpec, type IHttpConfig, type IHttpRequest, type IHttpResponse, ProblemJsonError } from '@stoplight/prism-http'

export interface PrismAnswer {
  response: IHttpResponse
  /** Findings about the request, worst first. */
  findings: { path: string; message: string; code?: string | number | undefined }[]
}

type Operation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]

/** Prism's request flow as promises. Each request is handed the one operation our router found, so that Prism does not score them all. */
export class Prism {
  #operations: Map<string, Operation>
  #instance: ReturnType<typeof createInstance>

  private constructor(operations: Operation[]) {
    this.#operations = new Map(operations.map((operation) => [operation.iid ?? operation.id, operation]))
    const logger = createLogger('kling-mock', { level: 'silent' })
    const [first] = operations
    if (!first) throw new Error('the document holds no operations')
    this.#instance = createInstance(
      {
        isProxy: false,
        checkSecurity: true,
        validateRequest: true,
        validateResponse: false,
        errors: false,
        upstreamProxy: undefined,
        mock: { dynamic: false },
      },
      { logger, route: ({ resources }: { resources: Operation[] }) => ({ _tag: 'Right', right: resources[0]! }) as never },
    )
  }

  static async load(document: Record<string, unknown>): Promise<Prism> {
    return new Prism(await getHttpOperationsFromSpec(document))
  }

  async request(operationId: string, request: IHttpRequest, prefer: { code?: number; exampleKey?: string }): Promise<PrismAnswer> {
    const operation = this.#operations.get(operationId)
    if (!operation) throw new Error(`Prism knows no operation ${operationId}`)
    const config = { mock: { dynamic: false, ...prefer } } as Partial<IHttpConfig> as IHttpConfig
    const outcome = await this.#instance.request(request, [operation], config)()
    if (outcome._tag === 'Left') throw outcome.left
    const { output, validations } = outcome.right
    const findings = validations.input
      .filter((finding) => finding.severity === 0)
      .map(({ path, message, code }) => ({ path: (path ?? []).join('.'), message, code }))
    return { response: output, findings }
  }
}

export { ProblemJsonError }
