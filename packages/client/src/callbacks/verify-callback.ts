import { bodyBytes } from './body-bytes.js'
import { createVerifier } from './callback-verifier.js'
import { type CallbackHeaders, readSignatureHeaders } from './signature-headers.js'

export interface VerifyCallbackOptions {
  /** The raw body, exactly as it came in. A body that was parsed and written again does not fit its signature. */
  body: string | Uint8Array | ArrayBuffer
  headers: CallbackHeaders
  /** The webhook secret of the console, `whsec_…`; several while one is being replaced. One that fits is enough. */
  secret: string | readonly string[]
  /** How far the time stamp may be off, either way, in seconds. Default: 300. */
  tolerance?: number
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number
}

/** What the signature vouches for. */
export interface VerifiedCallback {
  /** `webhook-id`: the same on repetitions of one call, fit to drop them. */
  id: string
  /** When the call was made, Unix time in seconds. */
  timestamp: number
}

/**
 * Checks that a callback comes from Kling: Standard Webhooks, HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<raw body>`, compared in constant time, at most 5 minutes of skew, any number of
 * signatures and secrets. {@link callbackHandler} does this and the rest for any server.
 *
 * @returns id and time of the call
 * @throws KlingCallbackSignatureError with `problem`, when a header is missing or malformed, the time is off or no signature fits; answer 401
 * @throws KlingCallbackSecretError when the secret on this side is empty or not Base64
 * @example
 * const body = await request.text()
 * await verifyCallback({ body, headers: request.headers, secret: process.env.KLING_WEBHOOK_SECRET ?? '' })
 * const event = parseCallback(body)
 * @see https://kling.ai/document-api/api/get-started/callbacks
 */
export async function verifyCallback({ body, headers, ...options }: VerifyCallbackOptions): Promise<VerifiedCallback> {
  const verify = createVerifier(options)
  const read = readSignatureHeaders(headers)
  await verify(read, bodyBytes(body))
  return { id: read.id, timestamp: Number(read.timestamp) }
}
