import type { Journal } from '../journal.js'
import type { CallbackSender, Clock, IdSource, Timers } from '../ports.js'
import { realTime } from '../real-time.js'
import { Ring } from '../ring.js'
import { whyNotCalled } from './allowed-hosts.js'
import { signatureHeaders } from './signature.js'

/** One try to deliver a callback. */
export interface Attempt {
  /** When, as Unix time in milliseconds. */
  at: number
  /** The status that came back. */
  status?: number
  /** What went wrong, where nothing came back. */
  error?: string
  /** The headers of the signature, where it was signed. */
  signature?: Record<string, string>
}

/** A callback, and what has become of it. Plain JSON. */
export interface Delivery {
  /** A UUID, which is sent as `webhook-id`. */
  id: string
  /** The task it tells of. */
  taskId: string
  /** Where it goes. */
  url: string
  /** Status of the task in the body. */
  status: string
  /** JSON text, as it is signed and sent. */
  body: string
  /** When the change happened that it tells of. */
  dueAt: number
  /** What was tried, oldest first. */
  attempts: Attempt[]
  /** `not-allowed`: the host is none of this machine and was not named; `lost`: on purpose; `no-sender`: nobody was handed in to deliver it. */
  outcome: 'waiting' | 'delivered' | 'given-up' | 'not-allowed' | 'lost' | 'no-sender'
  /** Why it is not sent, with the way out: of `not-allowed` and `no-sender`. */
  reason?: string
}

/** Ways in which deliveries go wrong on purpose. */
export interface CallbackMischief {
  /** Milliseconds later than due. */
  late?: number
  /** Every delivery comes twice, with the same id. */
  doubled?: boolean
  /** It is noted, and never sent. */
  lost?: boolean
  /** All deliveries of a task are held back until its end and then come in reverse. */
  outOfOrder?: boolean
}

/** What is to be sent. */
export interface Message {
  taskId: string
  url: string
  status: string
  body: string
  /** No further one follows for this task. */
  last: boolean
}

export interface DeliveryOptions {
  clock: Clock
  timers: Timers
  ids: IdSource
  send: CallbackSender | undefined
  /** Several while a secret is being replaced: each signs. */
  secrets: readonly string[]
  allowedHosts: readonly string[]
  /** Milliseconds a receiver has. */
  timeout: number
  /** Pauses before further attempts, in milliseconds. */
  retryAfter: readonly number[]
  journal?: Journal | undefined
  /** Told of every change of a delivery. */
  onChange?: (delivery: Delivery) => void
}

const kept = 10_000
const noSender = 'nobody was handed in to deliver callbacks: createSimulator({ sendCallback: fetchSender() })'

/** Posts callbacks, signs them, tries again with growing pauses, and remembers what happened. */
export class Deliveries {
  #log = new Ring<Delivery>(kept)
  /** Per task: the first attempt of a delivery waits for that of the one before, so that they arrive in order. */
  #tails = new Map<string, Promise<void>>()
  #held = new Map<string, Delivery[]>()
  #timers = new Set<() => void>()
  #closed = false

  constructor(private options: DeliveryOptions) {}

  /** Oldest first. */
  get all(): Delivery[] {
    return this.#log.all
  }

  /** Whether callbacks are signed. */
  get signs(): boolean {
    return this.options.secrets.length > 0
  }

  /** Signs with this secret from now on, instead of those before. */
  signWith(secret: string): void {
    this.options.secrets = [secret]
  }

  /** Why nothing would be sent to an address, with the way out; undefined where something would. */
  whyNotSent(url: string): string | undefined {
    return whyNotCalled(url, this.options.allowedHosts)
  }

  deliver({ taskId, url, status, body, last }: Message, mischief: CallbackMischief = {}): void {
    const delivery: Delivery = { id: this.options.ids.request(), taskId, url, status, body, dueAt: this.options.clock.now(), attempts: [], outcome: 'waiting' }
    this.#log.add(delivery)
    this.options.journal?.write({ delivery })
    const reason = this.whyNotSent(url)
    if (mischief.lost) this.#end(delivery, 'lost')
    else if (!this.options.send) this.#end(delivery, 'no-sender', noSender)
    else if (reason !== undefined) this.#end(delivery, 'not-allowed', reason)
    else this.#later(mischief.late ?? 0, () => (mischief.outOfOrder ? this.#hold(delivery, last, mischief) : this.#enqueue(delivery, mischief)))
  }

  /** Takes over what an earlier process has sent, and sends what it could not. */
  restore(deliveries: Iterable<Delivery>): void {
    for (const delivery of deliveries) {
      this.#log.add(delivery)
      if (delivery.outcome !== 'waiting') continue
      const { attempts } = delivery
      const pause = attempts.length === 0 ? 0 : this.options.retryAfter[attempts.length - 1]
      if (!this.options.send) this.#end(delivery, 'no-sender', noSender)
      else if (pause === undefined) this.#end(delivery, 'given-up')
      else if (attempts.length === 0) this.#enqueue(delivery, {})
      else this.#later(attempts.at(-1)!.at + pause - this.options.clock.now(), () => void this.#attempt(delivery, attempts.length))
    }
  }

  /** Calls everything off. */
  close(): void {
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
    this.#held.clear()
    this.#closed = true
  }

  /** Forgets everything and begins anew. */
  reset(): void {
    this.close()
    this.#log.clear()
    this.#closed = false
  }

  /** Keeps a delivery back until the last one of its task has come; then all go, the last one first. */
  #hold(delivery: Delivery, last: boolean, mischief: CallbackMischief): void {
    const held = [...(this.#held.get(delivery.taskId) ?? []), delivery]
    if (last) {
      this.#held.delete(delivery.taskId)
      for (const each of held.reverse()) this.#enqueue(each, mischief)
    } else this.#held.set(delivery.taskId, held)
  }

  #enqueue(delivery: Delivery, { doubled = false }: CallbackMischief): void {
    const { taskId } = delivery
    const tail = (this.#tails.get(taskId) ?? Promise.resolve()).then(async () => {
      await this.#attempt(delivery, 0)
      if (doubled) await this.#attempt(delivery, 0)
    })
    this.#tails.set(taskId, tail)
    void tail.finally(() => {
      if (this.#tails.get(taskId) === tail) this.#tails.delete(taskId)
    })
  }

  async #attempt(delivery: Delivery, number: number): Promise<void> {
    const { clock, send, secrets, timeout, retryAfter } = this.options
    if (!send || this.#closed) return
    const at = clock.now()
    const attempt: Attempt = { at }
    delivery.attempts.push(attempt)
    try {
      const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
      if (secrets.length > 0) {
        attempt.signature = await signatureHeaders(secrets, delivery.id, Math.floor(realTime(clock) / 1000), delivery.body)
        Object.assign(headers, attempt.signature)
      }
      const { status } = await send({ url: delivery.url, headers, body: delivery.body, timeout })
      attempt.status = status
      if (status >= 200 && status < 300) return this.#end(delivery, 'delivered')
    } catch (error) {
      attempt.error = error instanceof Error ? error.message : String(error)
    }
    const pause = retryAfter[number]
    if (pause === undefined) return this.#end(delivery, 'given-up')
    this.#changed(delivery)
    this.#later(pause, () => void this.#attempt(delivery, number + 1))
  }

  #end(delivery: Delivery, outcome: Delivery['outcome'], reason?: string): void {
    // Of two deliveries of a doubled one, the one that arrived counts.
    if (delivery.outcome !== 'delivered') delivery.outcome = outcome
    if (reason !== undefined) delivery.reason = reason
    this.#changed(delivery)
  }

  #changed(delivery: Delivery): void {
    const { id, attempts, outcome, reason } = delivery
    this.options.journal?.write({ delivery: { id, attempts, outcome, ...(reason === undefined ? {} : { reason }) } })
    this.options.onChange?.(delivery)
  }

  #later(pause: number, run: () => void): void {
    if (pause <= 0) run()
    else if (!this.#closed) {
      const cancel = this.options.timers.at(this.options.clock.now() + pause, () => {
        this.#timers.delete(cancel)
        run()
      })
      this.#timers.add(cancel)
    }
  }
}
