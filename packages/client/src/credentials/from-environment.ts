import { accessKey } from './access-key.js'
import { apiKey } from './api-key.js'
import type { Credential } from './credential.js'
import { InvalidCredentialError } from './credential-error.js'
import { type Environment, ownEnvironment } from './environment.js'

/**
 * The credential that the environment holds: `KLINGAI_API_KEY`, otherwise `KLINGAI_ACCESS_KEY` with `KLINGAI_SECRET_KEY`. Blank values count as absent.
 *
 * @param env default: `process.env`, where there is one
 * @returns undefined when none of them is set
 * @throws InvalidCredentialError when only one half of the pair is set, naming the other one; or when the API key cannot be one
 * @example
 * credentialFromEnvironment({ KLINGAI_API_KEY: 'my key' })?.kind // 'api-key'
 */
export function credentialFromEnvironment(env: Environment = ownEnvironment()): Credential | undefined {
  const names = ['KLINGAI_API_KEY', 'KLINGAI_ACCESS_KEY', 'KLINGAI_SECRET_KEY']
  const [key, access, secret] = names.map((name) => env[name]?.trim())
  if (key) return apiKey(key)
  if (access && secret) return accessKey({ accessKey: access, secretKey: secret })
  if (!access && !secret) return undefined
  throw new InvalidCredentialError(`${names[access ? 1 : 2]} is set, but ${names[access ? 2 : 1]} is not. Set both, or ${names[0]} alone.`)
}
