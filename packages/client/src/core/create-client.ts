import { pollingAlone } from '../wait/polling-alone.js'
import { type Client, configurationOf } from './client.js'
import { configure } from './configure.js'
import type { FromEnvironment } from './credential-of.js'
import type { ClientOptions } from './options.js'

/**
 * Makes a client for the functions of `@klingkit/client/operations`. Where all operations are wanted by their names, use `createKling`.
 *
 * It brings along what every app needs, and takes the rest as values, so that nobody carries along what he does not use: `concurrency: createQueue(4)`, `polling: sharedPolling()`, `curl: curlLine`,
 * `validate: validation(validators)`. Reads `KLINGAI_API_KEY` where no credential is given; AccessKey and SecretKey by `auth: credentialFromEnvironment()`.
 * What holds the credential is a function, so printing the client shows none.
 *
 * @throws KlingError when an option is wrong, or when a credential is given in a browser page
 * @see https://kling.ai/document-api/get-started/authentication
 * @example
 * const client = createClient({ apiKey: process.env.KLINGAI_API_KEY })
 * const task = await createText2Video(client, { model_name: 'kling-v3', prompt: 'A fox in the snow' })
 */
export function createClient(options: ClientOptions = {}): Client {
  return clientWith({ ...options, polling: options.polling ?? pollingAlone })
}

/** The same, with a reader of the environment. */
export function clientWith(options: ClientOptions, fromEnvironment?: FromEnvironment): Client {
  const configuration = configure(options, fromEnvironment)
  const client: Client = Object.defineProperty({ baseUrl: configuration.baseUrl } as Client, configurationOf, { value: () => configuration })
  if (options.polling) configuration.poller = options.polling(client)
  return client
}
