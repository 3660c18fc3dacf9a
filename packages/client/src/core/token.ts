import { bareRefusal } from '../errors/bare-refusal.js'
import { KlingAuthenticationError } from '../errors/kling-authentication-error.js'
import type { Configuration } from './configuration.js'
import type { Operation } from './operation.js'

/**
 * The bearer token for an operation.
 *
 * @throws KlingAuthenticationError in the place of the service, where it is known to refuse
 */
export function tokenFor({ credential, clock, gateway, mayBeAnonymous }: Configuration, { id, standard }: Operation): string | undefined | Promise<string> {
  const refusal = credential
    ? !gateway && credential.refuses?.(standard)
    : !mayBeAnonymous && 'there is no credential. Use createKling({ apiKey }), or set ' + (gateway?.environment?.[0] ?? 'KLINGAI_API_KEY')
  if (!refusal) return credential?.bearer({ now: clock.now() })
  throw new KlingAuthenticationError(bareRefusal(id, refusal, 401, credential ? 1002 : 1001))
}
