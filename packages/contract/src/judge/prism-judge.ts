import { operationDocument } from '../document/operation-document.js'
import type { IHttpConfig, IHttpRequest, IHttpResponse } from '../vendor/prism.js'

type Engine = typeof import('../vendor/prism.js')
type Operation = Awaited<ReturnType<Engine['getHttpOperationsFromSpec']>>[number]
type Instance = ReturnType<Engine['createInstance']>

export interface Diagnostic {
  /** Where, for example `body.data.task_id`. */
  at: string
  message: string
}

export interface Diagnostics {
  input: Diagnostic[]
  output: Diagnostic[]
}

/**
 * Prism's validators, both directions in one go: Prism runs as a proxy whose upstream is the answer that is there already. Prism is loaded with the first question, each operation is prepared when it is
 * first asked for.
 */
export class PrismJudge {
  #operations = new Map<string, Promise<Operation>>()
  #instance: Promise<Instance> | undefined
  #answers = new WeakMap<IHttpRequest, IHttpResponse>()

  constructor(private document: Record<string, any>) {}

  async judge(path: string, method: 'get' | 'post', request: Omit<IHttpRequest, 'method'>, response: IHttpResponse): Promise<Diagnostics> {
    this.#instance ??= this.#create()
    const [instance, operation] = await Promise.all([this.#instance, this.#operation(path, method)])
    const question: IHttpRequest = { ...request, method }
    this.#answers.set(question, response)
    const outcome = await instance.request(question, [operation])()
    if (outcome._tag === 'Left') throw outcome.left
    const { input, output } = outcome.right.validations
    return { input: input.map(diagnostic), output: output.map(diagnostic) }
  }

  #operation(path: string, method: string): Promise<Operation> {
    const key = `${method} ${path}`
    const prepared = this.#operations.get(key) ?? prepare(operationDocument(this.document, path, method))
    this.#operations.set(key, prepared)
    return prepared
  }

  async #create(): Promise<Instance> {
    const { createInstance, createLogger } = await engine()
    const config = {
      isProxy: true,
      // Nothing is asked there: `forward` below hands over what has been answered.
      upstream: new URL('http://127.0.0.1'),
      upstreamProxy: undefined,
      checkSecurity: false,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      mock: { dynamic: false },
    } as IHttpConfig
    return createInstance(config, {
      logger: createLogger('kling-contract', { level: 'silent' }),
      route: ({ resources }: { resources: Operation[] }) => ({ _tag: 'Right', right: resources[0]! }) as never,
      forward: ({ data }: { data: IHttpRequest }) => (() => async () => ({ _tag: 'Right', right: this.#answers.get(data)! })) as never,
    })
  }
}

async function prepare(document: Record<string, any>): Promise<Operation> {
  const { getHttpOperationsFromSpec } = await engine()
  const [operation] = await getHttpOperationsFromSpec(document)
  return operation!
}

function diagnostic({ path, message }: { path?: (string | number)[]; message: string }): Diagnostic {
  return { at: (path ?? []).join('.'), message }
}

let loading: Promise<Engine> | undefined

function engine(): Promise<Engine> {
  loading ??= import('../vendor/prism.js')
  return loading
}
