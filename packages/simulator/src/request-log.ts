import type { Delivery } from './callbacks/deliveries.js'
import { shortened } from './json.js'
import type { RequestCheck } from './ports.js'
import { Ring } from './ring.js'
import type { TaskStatus } from './tasks/task-record.js'
import type { TroubleCause } from './trouble/cause.js'

/** A request that came in. Headers are not kept: they hold credentials. */
export interface RequestEvent {
  /** When it was answered, as Unix time in milliseconds. */
  time: number
  /** As it was sent. */
  method: string
  /** Path and query as they stood in the request line. */
  url: string
  /** The operation it was for, if there is one. */
  operationId?: string
  /** The body; of a long one the first 20,000 characters. */
  body?: string
  /** HTTP status of the answer. */
  status: number
  /** Code and words of the refusal, where it was one. */
  refusal?: { code: number; message: string }
  /** What made trouble of it, in order: of what several say, the last counts. */
  trouble?: TroubleCause[]
  /** Why it was refused. */
  issues?: RequestCheck['issues']
  /** What was ignored. */
  warnings?: RequestCheck['warnings']
}

/** A task event is told when the change is noticed: at creation, when somebody steps in or reads a counted task, and for ends by time at the next call that asks for units or slots. */
export type SimulatorEvent =
  | { type: 'request'; request: RequestEvent }
  | { type: 'callback'; delivery: Delivery }
  | { type: 'task'; id: string; status: TaskStatus }

const kept = 1000
const bodyKept = 20_000

/** The last requests, and a stream of everything that happens. */
export class RequestLog {
  #requests = new Ring<RequestEvent>(kept)
  #listeners = new Set<(event: SimulatorEvent) => void>()

  add(request: RequestEvent): void {
    if (request.body && request.body.length > bodyKept) request.body = `${shortened(request.body, bodyKept)}…`
    this.#requests.add(request)
    if (this.#listeners.size > 0) this.emit({ type: 'request', request })
  }

  /** Oldest first. */
  get all(): RequestEvent[] {
    return this.#requests.all
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
    this.#requests.clear()
  }
}
