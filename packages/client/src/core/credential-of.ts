import { apiKey as keyCredential } from '../credentials/api-key.js'
import type { Credential } from '../credentials/credential.js'
import { type Environment, ownEnvironment } from '../credentials/environment.js'
import type { ClientOptions } from './options.js'

/** Reads what else than an API key the environment may hold. */
export type FromEnvironment = (environment: Environment) => Credential | undefined

/** The credential of the options, else of the environment. Blank values count as absent. A gateway never gets a key of Kling's, which would be given away. */
export function credentialOf({ apiKey, auth, gateway }: ClientOptions, fromEnvironment?: FromEnvironment): Credential | undefined {
  if (typeof auth === 'object') return auth
  const environment = ownEnvironment()
  const names = gateway ? (gateway.environment ?? []) : ['KLINGAI_API_KEY']
  const key = [apiKey, auth, ...names.map((name) => environment[name])].find((text) => text?.trim())
  return key ? keyCredential(key) : gateway ? undefined : fromEnvironment?.(environment)
}
