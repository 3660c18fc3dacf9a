import type { CallbackSender, Clock, IdSource, Timers } from '../ports.js'
import { mayBeCalled } from './allowed-hosts.js'
import { signatureHeaders } from './signature.js'

export interface Delivery {
  id: string
  taskId: string
  url: string
  /** Status word in the body. */
  status: string
  body: string
  attempts: { at: number; status?: number; error?: string }[]
  outcome: 'waiting' | 'delivered' | 'given-up' | 'not-allowed' | 'lost'
}

/** Ways in which deliveries go wrong on purpose. */
export interface CallbackMischief {
  /** Milliseconds later than due. */
  late?: number
  doubled?: boolean
  lost?: boolean
  /** Each delivery is held back until the next one has gone out. */
  outOfOrder?: boolean
}

export interface DeliveryOptions {
  clock: Clock
  timers: Timers
  ids: IdSource
  send: CallbackSender | undefined
  secret: string | undefined
  allowedHosts: readonly string[]
  timeout: number
  /** Pauses before further attempts, in milliseconds. */
  retryAfter: readonly number[]
  /** Told of every change of a delivery. */
  onChange?: (delivery: Delivery) => void
}

/** Posts callbacks, signs them, tries again with growing pauses, and remembers what happened. */
export class Deliveries {
  log: Delivery[] = []
  #held = new Map<string, () => void>()
  #timers = new Set<() => void>()

  constructor(private options: DeliveryOptions) {}

  deliver(taskId: string, url: string, status: string, body: string, mischief: CallbackMischief = {}): void {
    const delivery: Delivery = { id: this.options.ids.request(), taskId, url, status, body, attempts: [], outcome: 'waiting' }
    this.log.push(delivery)
    if (this.log.length > 10_000) this.log.shift()
    if (mischief.lost) return this.#end(delivery, 'lost')
    if (!mayBeCalled(url, this.options.allowedHosts)) return this.#end(delivery, 'not-allowed')
    const start = () => {
      void this.#attempt(delivery, 0)
      if (mischief.doubled) void this.#attempt({ ...delivery, attempts: [], id: delivery.id }, 0)
    }
    if (mischief.outOfOrder && !this.#held.has(taskId)) {
      this.#held.set(taskId, start)
      return
    }
    this.#later(mischief.late ?? 0, () => {
      start()
      const held = this.#held.get(taskId)
      this.#held.delete(taskId)
      held?.()
    })
  }

  /** Calls everything off. */
  close(): void {
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
  }

  async #attempt(delivery: Delivery, number: number): Promise<void> {
    const { clock, send, secret, timeout, retryAfter } = this.options
    if (!send) return this.#end(delivery, 'given-up')
    const at = clock.now()
    const attempt: Delivery['attempts'][number] = { at }
    delivery.attempts.push(attempt)
    try {
      const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
      if (secret) Object.assign(headers, await signatureHeaders(secret, delivery.id, Math.floor(at / 1000), delivery.body))
      const { status } = await send({ url: delivery.url, headers, body: delivery.body, timeout })
      attempt.status = status
      if (status >= 200 && status < 300) return this.#end(delivery, 'delivered')
    } catch (error) {
      attempt.error = error instanceof Error ? error.message : String(error)
    }
    const pause = retryAfter[number]
    if (pause === undefined) return this.#end(delivery, 'given-up')
    this.options.onChange?.(delivery)
    this.#later(pause, () => void this.#attempt(delivery, number + 1))
  }

  #end(delivery: Delivery, outcome: Delivery['outcome']): void {
    delivery.outcome = outcome
    this.options.onChange?.(delivery)
  }

  #later(pause: number, run: () => void): void {
    if (pause <= 0) return run()
    const cancel = this.options.timers.at(this.options.clock.now() + pause, () => {
      this.#timers.delete(cancel)
      run()
    })
    this.#timers.add(cancel)
  }
}
