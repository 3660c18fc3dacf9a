/** The headers of the Standard Webhooks scheme for one delivery. A secret is `whsec_` and Base64; several sign side by side, as while one is being replaced. */
export async function signatureHeaders(secrets: string | readonly string[], id: string, seconds: number, body: string): Promise<Record<string, string>> {
  const signatures = await Promise.all([secrets].flat().map((secret) => signature(secret, `${id}.${seconds}.${body}`)))
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') }
}

async function signature(secret: string, text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signed = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)))
  return `v1,${btoa(String.fromCharCode(...signed))}`
}
