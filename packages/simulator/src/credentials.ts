import type { Operation } from '@klingkit/openapi/runtime'
import { errorText } from './error-texts.js'
import type { Clock } from './ports.js'
import { realTime } from './real-time.js'

/** What is accepted in the Authorization header. Nothing set: any bearer token. */
export interface Credentials {
  /** Keys that are accepted as they are. */
  apiKeys?: string[]
  /** Pairs that sign JWTs. */
  accessKeys?: { accessKey: string; secretKey: string }[]
}

export interface CredentialRefusal {
  code: number
  message: string
}

/** Seconds that the clocks of client and service may differ. */
const tolerance = 5

/** Judges Authorization headers. */
export class CredentialCheck {
  #keys = new Map<string, Promise<CryptoKey>>()

  constructor(
    private credentials: Credentials,
    private clock: Clock,
    /** A gateway has keys of its own and no JWTs. */
    private throughGateway: boolean,
  ) {}

  /**
   * Without credentials set any bearer token is good, but a JWT on the new standard is refused all the same; with credentials set keys are compared and JWTs verified.
   */
  refusalOf(header: string | undefined, operation: Operation): CredentialRefusal | undefined | Promise<CredentialRefusal | undefined> {
    const text = header?.trim() ?? ''
    if (text === '') return this.#refusal(1001, operation)
    const token = bearerToken(text)
    // 1000 is what a wrong signature gives; a header that holds no token at all is an invalid one, as a key that nobody knows is.
    if (token === undefined) return this.#refusal(1002, operation)
    const parts = token.split('.')
    const takesJwt = operation.standard !== 'new' && !this.throughGateway
    const { apiKeys = [], accessKeys = [] } = this.credentials
    if (apiKeys.some((key) => sameText(key, token))) return undefined
    if (parts.length === 3 && !takesJwt && !this.throughGateway) return this.#refusal(1002, operation)
    if (apiKeys.length === 0 && accessKeys.length === 0) return undefined
    if (!takesJwt || parts.length !== 3) return this.#refusal(1002, operation)
    return this.#verify(parts as [string, string, string], operation)
  }

  async #verify([header, payload, signature]: [string, string, string], operation: Operation): Promise<CredentialRefusal | undefined> {
    const head = decoded(header)
    const claims = decoded(payload)
    if (!head || !claims || head.alg !== 'HS256') return this.#refusal(1002, operation, 'the token is no JWT signed with HS256')
    const pair = this.credentials.accessKeys?.find(({ accessKey }) => accessKey === claims.iss)
    if (!pair) return this.#refusal(1002, operation, 'the access key is not known')
    const bytes = fromBase64Url(signature)
    const genuine =
      bytes !== undefined && (await crypto.subtle.verify('HMAC', await this.#key(pair.secretKey), bytes, new TextEncoder().encode(`${header}.${payload}`)))
    if (!genuine) return this.#refusal(1000, operation, 'the signature of the token is wrong')
    const now = realTime(this.clock) / 1000
    if (typeof claims.nbf === 'number' && claims.nbf > now + tolerance) return this.#refusal(1003, operation)
    if (typeof claims.exp !== 'number' || claims.exp <= now) return this.#refusal(1004, operation)
    return undefined
  }

  /** Secrets are few, and importing one takes longer than verifying with it. */
  #key(secretKey: string): Promise<CryptoKey> {
    const known = this.#keys.get(secretKey)
    if (known) return known
    const key = crypto.subtle.importKey('raw', new TextEncoder().encode(secretKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
    this.#keys.set(secretKey, key)
    return key
  }

  #refusal(code: number, operation: Operation, detail?: string): CredentialRefusal {
    const text = detail && code === 1002 ? 'Authorization is invalid' : errorText(code, { operation, throughGateway: this.throughGateway })
    return { code, message: detail ? `${text}: ${detail}` : text }
  }
}

/** The token of an Authorization header that reads `Bearer <token>`; the scheme in any case. */
export function bearerToken(header: string): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header.trim())?.[1]
}

function decoded(part: string): Record<string, unknown> | undefined {
  const bytes = fromBase64Url(part)
  if (!bytes) return undefined
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** Compares in a time that does not tell how far two texts agree. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let index = 0; index < b.length; index++) difference |= (a.charCodeAt(index % (a.length || 1)) || 0) ^ b.charCodeAt(index)
  return difference === 0
}
