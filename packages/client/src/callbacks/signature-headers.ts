import { KlingCallbackSignatureError } from './kling-callback-signature-error.js'

/** Headers of whatever server: `Headers`, the object of Node's `request.headers`, or pairs. Names in any case. */
export type CallbackHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>> | Iterable<readonly [string, string]>

export interface SignatureHeaders {
  id: string
  /** Unix time in seconds, as it was sent: it is part of what is signed. */
  timestamp: string
  /** The Base64 of every `v1` signature. */
  signatures: string[]
}

/** Reads the three headers of Standard Webhooks. */
export function readSignatureHeaders(headers: CallbackHeaders): SignatureHeaders {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => required(headers, name)) as [string, string, string]
  if (!/^\d{1,12}$/.test(timestamp)) throw new KlingCallbackSignatureError('malformed-header', 'The header webhook-timestamp must be Unix time in seconds.')
  const signatures = signature.split(' ').flatMap((each) => (each.startsWith('v1,') ? [each.slice(3)] : []))
  if (signatures.length === 0) {
    throw new KlingCallbackSignatureError(
      'malformed-header',
      'The header webhook-signature holds no signature of version v1: `v1,<base64>`, several separated by a space.',
    )
  }
  return { id, timestamp, signatures }
}

function required(headers: CallbackHeaders, name: string): string {
  const value = headerOf(headers, name)
  if (value) return value
  throw new KlingCallbackSignatureError(
    'missing-header',
    `The header ${name} is missing. Kling signs callbacks only while the account has a webhook secret, and a proxy in front of this server must pass the header on.`,
  )
}

function headerOf(headers: CallbackHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers)
  const values = pairs.flatMap(([key, value]) => (key.toLowerCase() === name ? (value ?? []) : []))
  // Two ids or times would leave open which one was meant.
  return values.length === 1 || name === 'webhook-signature' ? values.join(' ') : undefined
}
