import type { Configuration } from './configuration.js'

/** Where a client keeps what it was configured with. A registered symbol, so that functions of another copy of this package find it too. */
export const configurationOf: unique symbol = Symbol.for('klingkit.client') as any

/** What every answer of the API is wrapped in. */
export interface Envelope<Data = unknown> {
  /** 0: anything else is thrown as an error. */
  code: number
  message: string
  /** Missing on some gateways. */
  request_id?: string
  data: Data
}

/** A request to an endpoint that this version does not know. */
export interface PlainRequest {
  /** Default: `GET`, with a body `POST`. */
  method?: 'GET' | 'POST'
  /** Below the base URL, for example `/v1/videos/something-new`. */
  path: string
  /** Members that are undefined or null are left out; lists are joined by commas. */
  query?: object
  /** Written as JSON; a bigint as the text of its digits. A number beyond 2^53 has lost digits and is refused. */
  body?: unknown
}

/** A configured client: what every function of `@klingkit/client/operations` takes first. A `Kling` is one too. */
export interface Client {
  /** Without a slash at its end. */
  readonly baseUrl: string
  /** Internal. */
  readonly [configurationOf]: () => Configuration
}
