import type { Credential } from '../credentials/credential.js'
import { type Client, configurationOf } from './client.js'
import { configure } from './configure.js'
import { type Environment, keyFromEnvironment } from './credential-of.js'
import type { ClientOptions } from './options.js'

/**
 * Makes a client for the functions of `@klingkit/client/operations`. Where all operations are wanted by their names, use `createKling`.
 *
 * Reads `KLINGAI_API_KEY` where no credential is given. AccessKey and SecretKey are not read from the environment here, so that nobody carries the signing along who does not need it:
 * `createClient({ auth: credentialFromEnvironment() })` does. What holds the credential is a function, so printing the client shows none.
 *
 * @throws KlingError when an option is wrong, or when a credential is given in a browser page
 * @see https://kling.ai/document-api/get-started/authentication
 * @example
 * const client = createClient({ apiKey: process.env.KLINGAI_API_KEY })
 * const task = await createText2Video(client, { model_name: 'kling-v3', prompt: 'A fox in the snow' })
 */
export function createClient(options: ClientOptions = {}): Client {
  return clientWith(options, keyFromEnvironment)
}

/** The same, with a reader of the environment. */
export function clientWith(options: ClientOptions, fromEnvironment: (environment: Environment) => Credential | undefined): Client {
  const configuration = configure(options, fromEnvironment)
  return Object.defineProperty({ baseUrl: configuration.baseUrl } as Client, configurationOf, { value: () => configuration })
}
