import type { Credential } from './credential.js'
import { InvalidCredentialError } from './credential-error.js'
import { givenText } from './given-text.js'

/**
 * A key of the console, sent as it is; good for every operation of both standards.
 *
 * @param key the key alone, without `Bearer`; blanks around it are ignored
 * @throws InvalidCredentialError when it is empty, or holds what cannot stand in a header
 * @example
 * createKling({ auth: apiKey(secrets.kling) })
 * @see https://kling.ai/document-api/get-started/authentication
 */
export function apiKey(key: string): Credential {
  const token = givenText(key, 'The API key')
  // A header with such a value is refused by fetch, in a message that repeats it.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new InvalidCredentialError('The API key cannot be sent: give it alone, without "Bearer" and quotes.')
  }
  return { kind: 'api-key', bearer: () => token }
}
