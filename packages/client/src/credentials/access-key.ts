import type { Credential } from './credential.js'
import { InvalidCredentialError } from './credential-error.js'
import { givenText } from './given-text.js'
import { signToken } from './sign-token.js'

/** What the service answers with 401 and 1002. */
const wayOut =
  'the new standard takes no AccessKey, so nothing was sent. Make an API key at https://kling.ai/dev/api-key, good for every operation, and use createKling({ apiKey })'

export interface AccessKeyOptions {
  /** The AccessKey of the console; names the account. */
  accessKey: string
  /** The SecretKey that belongs to it; signs, and is never sent. */
  secretKey: string
  /** How long a token lasts, in seconds. Default 1800, the documented value; whether the service takes longer ones is not known. */
  ttlSeconds?: number
}

/** Clocks differ a little: a token is good from that many seconds before it was signed. */
const early = 5
/** A token is replaced that many seconds before its end, so that none ends on its way. */
const late = 60

/**
 * An AccessKey and a SecretKey, signed into a JWT that is kept and replaced 60 s before its end. Good for the legacy standard and the account; the new standard takes API keys only.
 *
 * Calls at the same time share one signing. When the service finds a token too early (1003) or too old (1004), `renew` measures from its `Date` header how far the clocks are apart, and from then on
 * tokens are signed by its clock.
 *
 * @throws InvalidCredentialError when a key is empty or `ttlSeconds` is no positive number; by `bearer`, where the page has no WebCrypto
 * @example
 * createKling({ auth: accessKey({ accessKey: secrets.access, secretKey: secrets.secret }) })
 * @see https://kling.ai/document-api/get-started/authentication
 */
export function accessKey({ accessKey, secretKey, ttlSeconds = 1800 }: AccessKeyOptions): Credential {
  const issuer = givenText(accessKey, 'The AccessKey')
  const secret = givenText(secretKey, 'The SecretKey')
  if (!(ttlSeconds >= 1 && ttlSeconds < Number.POSITIVE_INFINITY)) throw new InvalidCredentialError('ttlSeconds must be at least 1.')
  const lasts = Math.floor(ttlSeconds)
  /** Milliseconds that the service's clock is ahead. */
  let skew = 0
  let lastAsked: number | undefined
  let kept: { from: number; until: number; token: Promise<string> } | undefined

  return {
    kind: 'access-key',
    refuses: (standard) => (standard === 'new' ? wayOut : undefined),
    bearer({ now }) {
      lastAsked = now
      const time = Math.floor((now + skew) / 1000)
      // Before `from`: the clock was put back, and to the service the token lies in the future.
      if (kept && kept.from <= time && time < kept.until) return kept.token
      const from = time - early
      const exp = time + lasts
      const token = signToken({ iss: issuer, exp, nbf: from }, secret)
      kept = { from, until: exp - Math.min(late, lasts / 2), token }
      // What failed is tried again by the next call.
      token.catch(() => {
        kept = undefined
      })
      return token
    },
    renew(serverDate, now = lastAsked) {
      kept = undefined
      const ahead = serverDate! - now!
      if (Number.isFinite(ahead)) skew = ahead
    },
  }
}
