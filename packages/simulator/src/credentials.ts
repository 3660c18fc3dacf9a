import type { Standard } from '@klingkit/openapi/runtime'
import type { Clock } from './ports.js'

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

const wrongKind = 'Authentication error. The current API does not support AK/SK; please go to the console (https://kling.ai/dev/api-key) to create API key.'

/**
 * Judges the Authorization header. Without credentials set any bearer token is good, but a JWT on the new standard is refused all the same; with credentials set keys are compared and JWTs verified.
 */
export async function refusalOf(header: string | undefined, standard: Standard, credentials: Credentials, clock: Clock): Promise<CredentialRefusal | undefined> {
  const text = header?.trim() ?? ''
  if (text === '') return { code: 1001, message: 'Authorization is empty' }
  const token = /^Bearer\s+(\S+)$/i.exec(text)?.[1]
  if (!token) return { code: 1000, message: 'Authentication failed: the header must read Authorization: Bearer <token>' }
  const parts = token.split('.')
  const jwt = parts.length === 3
  if (jwt && standard === 'new') return { code: 1002, message: wrongKind }
  const { apiKeys = [], accessKeys = [] } = credentials
  if (apiKeys.length === 0 && accessKeys.length === 0) return undefined
  if (apiKeys.some((key) => sameText(key, token))) return undefined
  if (standard === 'new') return { code: 1002, message: wrongKind }
  if (!jwt) return { code: 1002, message: 'The token was expected to have 3 parts, but got 0' }
  return verifyJwt(parts as [string, string, string], accessKeys, clock)
}

const tolerance = 5

async function verifyJwt([header, payload, signature]: [string, string, string], accessKeys: { accessKey: string; secretKey: string }[], clock: Clock): Promise<CredentialRefusal | undefined> {
  const head = decoded(header)
  const claims = decoded(payload)
  if (!head || !claims || head.alg !== 'HS256') return { code: 1002, message: 'Authorization is invalid: the token is no JWT signed with HS256' }
  const pair = accessKeys.find(({ accessKey }) => accessKey === claims.iss)
  if (!pair) return { code: 1002, message: 'Authorization is invalid: the access key is not known' }
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pair.secretKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const bytes = fromBase64Url(signature)
  const genuine = bytes !== undefined && (await crypto.subtle.verify('HMAC', key, bytes, new TextEncoder().encode(`${header}.${payload}`)))
  if (!genuine) return { code: 1000, message: 'Authentication failed: the signature of the token is wrong' }
  const now = clock.now() / 1000
  if (typeof claims.nbf === 'number' && claims.nbf > now + tolerance) return { code: 1003, message: 'Authorization is not valid yet' }
  if (typeof claims.exp !== 'number' || claims.exp <= now) return { code: 1004, message: 'Authorization has expired' }
  return undefined
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
