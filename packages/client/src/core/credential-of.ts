import { apiKey as keyCredential } from '../credentials/api-key.js'
import type { Credential } from '../credentials/credential.js'
import type { ClientOptions } from './options.js'

export type Environment = Record<string, string | undefined>

/** The credential of the options, else of the environment. Blank values count as absent. A gateway never gets a key of Kling's, which would be given away. */
export function credentialOf(
  { apiKey, auth, gateway }: ClientOptions,
  fromEnvironment: (environment: Environment) => Credential | undefined,
): Credential | undefined {
  if (typeof auth === 'object') return auth
  const environment = (globalThis as { process?: { env?: Environment } }).process?.env ?? {}
  const key = [apiKey, auth, ...(gateway?.environment ?? []).map((name) => environment[name])].find((text) => text?.trim())
  return key ? keyCredential(key) : gateway ? undefined : fromEnvironment(environment)
}

/** An API key of the environment. */
export function keyFromEnvironment({ KLINGAI_API_KEY }: Environment): Credential | undefined {
  return KLINGAI_API_KEY?.trim() ? keyCredential(KLINGAI_API_KEY) : undefined
}
