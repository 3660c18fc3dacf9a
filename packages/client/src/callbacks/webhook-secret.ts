import { KlingCallbackSecretError } from './kling-callback-secret-error.js'

const whereToFind = 'It is shown in the Kling console under webhooks: `whsec_` followed by Base64; it is not the API key.'

/** The HMAC keys of one or several webhook secrets. */
export function webhookKeys(secret: string | readonly string[]): Uint8Array<ArrayBuffer>[] {
  const secrets = [secret].flat()
  if (secrets.length === 0) throw new KlingCallbackSecretError(`No webhook secret was given. ${whereToFind}`)
  return secrets.map(webhookKey)
}

function webhookKey(secret: unknown): Uint8Array<ArrayBuffer> {
  // A secret from a file or an environment variable often ends with a line break.
  const text = typeof secret === 'string' ? secret.trim().replace(/^whsec_/, '') : ''
  if (text === '') throw new KlingCallbackSecretError(`The webhook secret is empty; signatures made with it would prove nothing. ${whereToFind}`)
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    throw new KlingCallbackSecretError(`The webhook secret is not Base64. ${whereToFind}`)
  }
}
