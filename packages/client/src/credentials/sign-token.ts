import { InvalidCredentialError } from './credential-error.js'

/** Signs claims to a JWT with HS256, over WebCrypto. */
export async function signToken(claims: Record<string, unknown>, secret: string): Promise<string> {
  const subtle = globalThis.crypto?.subtle
  if (!subtle) throw new InvalidCredentialError('An AccessKey needs WebCrypto: the page must be served over HTTPS or from localhost. Or use an API key.')
  const key = await subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const text = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => base64Url(bytesOf(JSON.stringify(part)))).join('.')
  return `${text}.${base64Url(new Uint8Array(await subtle.sign('HMAC', key, bytesOf(text))))}`
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => (sign === '+' ? '-' : sign === '/' ? '_' : ''))
}
