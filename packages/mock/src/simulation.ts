import { AsyncLocalStorage } from 'node:async_hooks'
import { isUtf8 } from 'node:buffer'
import { gateways } from '@klingkit/openapi/runtime'
import { createSimulator, type MediaAddress, type Simulator, type SimulatorOptions } from '@klingkit/simulator'
import type { RequestCheck } from '@klingkit/zod'
import { createCallbackSender } from './callbacks/send-callback.js'
import { CompiledChecks } from './checks/compiled-checks.js'
import type { ResolvedOptions } from './options/options.js'
import type { HandledRequest, PlainRequest } from './replay.js'
import { Replay } from './replay.js'
import { isJson } from './request-body.js'
import { parseTarget } from './request-target.js'

/** What the adapter of a simulation needs besides its options. */
export interface SimulationParts {
  mediaAddress?: MediaAddress | undefined
  store?: SimulatorOptions['store'] | undefined
  journal?: SimulatorOptions['journal'] | undefined
  /** What is laid out where the store is empty, and again after a reset. */
  seed?: SimulatorOptions['seed'] | undefined
}

/** Answers requests by the simulator; those that name a documented answer in `Prefer` get exactly that one. */
export class Simulation {
  private constructor(
    private gateway: ResolvedOptions['gateway'],
    readonly simulator: Simulator,
    private verdict: AsyncLocalStorage<RequestCheck> | undefined,
    private closeSender: () => void,
  ) {}

  static async create(options: ResolvedOptions, { mediaAddress, store, journal, seed }: SimulationParts): Promise<Simulation> {
    const checks = await CompiledChecks.load(options.gateway)
    // The verdict of Prism, where it is asked, stands for that of the compiled checks. Only there: the mere existence of such a storage makes every step of Node dearer.
    const verdict = options.engine === 'prism' ? new AsyncLocalStorage<RequestCheck>() : undefined
    const validate = verdict ? (...request: Parameters<typeof checks.check>) => verdict.getStore() ?? checks.check(...request) : checks.check
    const sender = createCallbackSender()
    const simulator = createSimulator({
      validate,
      sendCallback: sender.send,
      speed: options.speed,
      timeFactor: options.timeFactor,
      references: options.references,
      magic: options.magic,
      allowCallbackHosts: options.allowCallbackHosts ?? [],
      credentials: credentialsOf(options),
      ...given('reads', options.reads),
      ...given('units', options.units),
      ...given('slots', options.slots),
      ...given('webhookSecret', options.webhookSecret),
      ...given('mediaAddress', mediaAddress),
      ...given('store', store),
      ...given('journal', journal),
      ...given('seed', seed),
      ...given('gateway', options.gateway === 'official' ? undefined : gateways[options.gateway]),
    })
    return new Simulation(options.gateway, simulator, verdict, sender.close)
  }

  handle(request: PlainRequest): Promise<HandledRequest> {
    return request.headers.prefer === undefined && !this.verdict ? this.#simulated(request) : this.#byPrism(request)
  }

  /** Documented answers come from Prism as they are; with `--engine prism` it also judges what is simulated. */
  async #byPrism(request: PlainRequest): Promise<HandledRequest> {
    const replay = await Replay.load(this.gateway)
    if (request.headers.prefer !== undefined) return replay.handle(request)
    const verdict = await replay.verdict(request)
    return verdict ? this.verdict!.run(verdict, () => this.#simulated(request)) : this.#simulated(request)
  }

  /** Ends what is still to happen by itself: callbacks. */
  close(): void {
    this.simulator.close()
    this.closeSender()
  }

  async #simulated({ method, url, headers, body }: PlainRequest): Promise<HandledRequest> {
    const answer = await this.simulator.handle({
      method: method === 'HEAD' ? 'GET' : method,
      url: localPart(url),
      headers,
      ...readableBody(method, body, headers['content-type']),
    })
    const { operationId, issues, warnings, refusal, trouble, body: text } = answer.noted!
    return { answer, operationId, issues, warnings, refusal, trouble, text }
  }
}

function credentialsOf({ apiKeys, accessKey, secretKey }: ResolvedOptions): NonNullable<SimulatorOptions['credentials']> {
  return {
    ...(apiKeys ? { apiKeys: [...apiKeys] } : {}),
    ...(accessKey !== undefined && secretKey !== undefined ? { accessKeys: [{ accessKey, secretKey }] } : {}),
  }
}

/** Path and query. Programs that talk through a proxy send the whole address. */
function localPart(url: string): string {
  if (url.startsWith('/') && !url.includes('#')) return url
  const { path, query } = parseTarget(url)
  const text = String(query)
  return text === '' ? path : `${path}?${text}`
}

/** The body as text, or why it is none; the simulator refuses such a request when its credentials are good. */
function readableBody(method: string, bytes: Uint8Array | undefined, contentType: string | undefined): { body?: string; unreadable?: string } {
  if (bytes === undefined || bytes.length === 0) return {}
  if (!isJson(contentType)) return { unreadable: `Content-Type '${contentType ?? ''}' is not supported, expected application/json` }
  // In the words of Prism, which says the same of such a request.
  if (method === 'GET' || method === 'HEAD') return { unreadable: 'request: No supported content types, but request included a non-empty body' }
  if (!isUtf8(bytes)) return { unreadable: 'Failed to resolve the request body' }
  return { body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() }
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value })
}
