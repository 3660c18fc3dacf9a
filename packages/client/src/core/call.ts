import { request } from './attempts.js'
import type { Client } from './client.js'
import type { Operation } from './operation.js'
import type { CallOptions } from './options.js'
import type { Input } from './prepare.js'

/**
 * Calls an operation: sends it, sends it again where that is safe, and gives the `data` of the envelope.
 *
 * Reads are sent again after a lost connection, a time-out and errors of the server. Everything else is sent again only where the service says that nothing was done (1302, 1303, 1003, 1004).
 *
 * @throws KlingError of the tree in `errors/`
 */
export async function call<Data>(client: Client, operation: Operation, input: Input, options?: CallOptions): Promise<Data> {
  return (await request(client, operation, input, options)).envelope.data as Data
}
