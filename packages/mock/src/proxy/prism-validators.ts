import { documentOf } from '../operation-document.js'
import { engine, type PrismInstance, type PrismOperation, prepare } from '../prism.js'
import type { IHttpConfig, IHttpRequest, IHttpResponse } from '../vendor/prism.js'

export interface Diagnostic {
  /** Where, for example `body.data.task_id`. */
  at: string
  message: string
}

/** Prism's validators for both directions: Prism runs as a proxy that is handed the answer which is there already. */
export class PrismValidators {
  #operations = new Map<string, Promise<PrismOperation>>()
  #instance: Promise<PrismInstance> | undefined
  #answers = new WeakMap<IHttpRequest, IHttpResponse>()

  constructor(private document: Record<string, any>) {}

  async validate(
    path: string,
    method: 'get' | 'post',
    request: Omit<IHttpRequest, 'method'>,
    response: IHttpResponse,
  ): Promise<Record<'input' | 'output', Diagnostic[]>> {
    this.#instance ??= this.#create()
    const [instance, operation] = await Promise.all([this.#instance, this.#operation(path, method)])
    const question: IHttpRequest = { ...request, method }
    this.#answers.set(question, response)
    const outcome = await instance.request(question, [operation])()
    if (outcome._tag === 'Left') throw outcome.left
    const { input, output } = outcome.right.validations
    return { input: input.map(diagnostic), output: output.map(diagnostic) }
  }

  #operation(path: string, method: string): Promise<PrismOperation> {
    const key = `${method} ${path}`
    const prepared = this.#operations.get(key) ?? prepare(documentOf(this.document, path, method))
    this.#operations.set(key, prepared)
    return prepared
  }

  async #create(): Promise<PrismInstance> {
    const { createInstance, createLogger } = await engine()
    const config = {
      isProxy: true,
      // Nothing is asked there, see `forward`.
      upstream: new URL('http://127.0.0.1'),
      upstreamProxy: undefined,
      checkSecurity: false,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      mock: { dynamic: false },
    } as IHttpConfig
    return createInstance(config, {
      logger: createLogger('kling-mock', { level: 'silent' }),
      route: ({ resources }: { resources: PrismOperation[] }) => ({ _tag: 'Right', right: resources[0]! }) as never,
      forward: ({ data }: { data: IHttpRequest }) => (() => async () => ({ _tag: 'Right', right: this.#answers.get(data)! })) as never,
    })
  }
}

function diagnostic({ path, message }: { path?: (string | number)[]; message: string }): Diagnostic {
  return { at: (path ?? []).join('.'), message }
}
