import { request as send } from './attempts.js'
import type { Client, Envelope, PlainRequest } from './client.js'
import type { CallOptions } from './options.js'

/**
 * Calls an endpoint that this version does not know. A `GET` is sent again as every read; a `POST` never when it may have taken effect.
 *
 * @returns the whole envelope, `element_id` members and integers beyond 2^53 as strings
 * @throws KlingError as every other call
 * @example
 * const { data } = await request(client, { path: '/v1/videos/something-new', body: { prompt: 'A fox in the snow' } })
 */
export async function request<Data = unknown>(client: Client, { method, path, query, body }: PlainRequest, options?: CallOptions): Promise<Envelope<Data>> {
  const operation = { id: 'request', method: method ?? (body === undefined ? 'GET' : 'POST'), path, standard: 'account', kind: 'unknown' } as const
  return (await send(client, operation, { query, body }, options)).envelope as Envelope<Data>
}
