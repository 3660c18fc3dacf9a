import type { Delivery } from './callbacks/deliveries.js'
import type { RequestCheck } from './ports.js'

/** A request that came in. Headers are not kept: they hold credentials. */
export interface RequestEvent {
  time: number
  method: string
  url: string
  operationId?: string
  body?: string
  status: number
  /** Why it was refused. */
  issues?: RequestCheck['issues']
  /** What was ignored. */
  warnings?: RequestCheck['warnings']
}

export type SimulatorEvent = { type: 'request'; request: RequestEvent } | { type: 'callback'; delivery: Delivery } | { type: 'task'; id: string; status: string }

const kept = 1000
const bodyKept = 20_000

/** A text of its own: a slice would keep the whole body, which may be 60 MB, in memory. */
function copyOf(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text))
}

/** The last requests, and a stream of everything that happens. */
export class RequestLog {
  requests: RequestEvent[] = []
  #start = 0
  #listeners = new Set<(event: SimulatorEvent) => void>()

  add(request: RequestEvent): void {
    if (request.body && request.body.length > bodyKept) request.body = `${copyOf(request.body.slice(0, bodyKept))}…`
    if (this.requests.length < kept) this.requests.push(request)
    else {
      this.requests[this.#start] = request
      this.#start = (this.#start + 1) % kept
    }
    if (this.#listeners.size > 0) this.emit({ type: 'request', request })
  }

  /** Oldest first. */
  get all(): RequestEvent[] {
    return [...this.requests.slice(this.#start), ...this.requests.slice(0, this.#start)]
  }

  emit(event: SimulatorEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  /** @returns a function that ends it */
  listen(listener: (event: SimulatorEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  clear(): void {
    this.requests = []
    this.#start = 0
  }
}
