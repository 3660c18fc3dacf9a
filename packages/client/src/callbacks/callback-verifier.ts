import { equalInConstantTime } from './constant-time.js'
import { KlingCallbackSignatureError } from './kling-callback-signature-error.js'
import { importKey, signatureOf, signedBytes } from './signature.js'
import type { SignatureHeaders } from './signature-headers.js'
import { webhookKeys } from './webhook-secret.js'

export interface VerifierOptions {
  secret: string | readonly string[]
  tolerance?: number
  now?: () => number
}

/** Checks signatures with keys that are read once. */
export function createVerifier({ secret, tolerance = 300, now = Date.now }: VerifierOptions): (headers: SignatureHeaders, body: Uint8Array) => Promise<void> {
  const keyBytes = webhookKeys(secret)
  if (!(tolerance >= 0)) throw new RangeError(`tolerance must be a number of seconds from 0, not ${tolerance}`)
  let keys: Promise<CryptoKey[]> | undefined
  return async ({ id, timestamp, signatures }, body) => {
    checkAge(now() / 1000 - Number(timestamp), tolerance)
    keys ??= Promise.all(keyBytes.map(importKey))
    const bytes = signedBytes(id, timestamp, body)
    const expected = await Promise.all((await keys).map((key) => signatureOf(key, bytes)))
    // Every pair is compared, so that the time does not tell which one fits.
    const matches = expected.flatMap((one) => signatures.map((other) => equalInConstantTime(one, other)))
    if (!matches.includes(true)) {
      throw new KlingCallbackSignatureError(
        'mismatch',
        'No signature fits. Check that the body is the raw one, byte for byte (not parsed and written again), and that the secret is the one of this account; give both secrets while one is being replaced.',
      )
    }
  }
}

function checkAge(seconds: number, tolerance: number): void {
  if (Math.abs(seconds) <= tolerance) return
  const direction = seconds > 0 ? 'old' : 'far in the future'
  throw new KlingCallbackSignatureError(
    seconds > 0 ? 'too-old' : 'too-new',
    `The callback is ${Math.round(Math.abs(seconds))} s ${direction}, more than the ${tolerance} s allowed. It may be replayed; if fresh ones are refused too, set the clock of this machine.`,
  )
}
