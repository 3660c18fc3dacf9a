/** The little of autocannon that is used here; it comes without types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  interface Request {
    method?: string
    path?: string
    headers?: Record<string, string>
    body?: string
  }

  interface Options extends Request {
    url: string
    requests: Request[]
    connections: number
    duration: number
    sampleInt: number
    maxOverallRequests: number
    setupClient: (client: { setRequests(requests: Request[]): void }) => void
  }

  interface Result {
    '2xx': number
    non2xx: number
    errors: number
    duration: number
  }

  interface Run extends PromiseLike<Result> {
    on(event: 'response', listener: (client: EventEmitter, status: number, bytes: number, milliseconds: number) => void): this
  }

  export default function autocannon(options: Options): Run
}
