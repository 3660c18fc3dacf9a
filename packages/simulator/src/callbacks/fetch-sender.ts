import type { CallbackSender } from '../ports.js'

/**
 * Delivers callbacks with the platform's `fetch`: in browsers, workers, and tests. It belongs to the edge, as it talks to the world.
 *
 * @example
 * createSimulator({ sendCallback: fetchSender() })
 */
export function fetchSender(fetch: typeof globalThis.fetch = globalThis.fetch): CallbackSender {
  return async ({ url, headers, body, timeout }) => {
    // A redirect would lead past the list of allowed hosts.
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(timeout) })
    await response.body?.cancel()
    return { status: response.status }
  }
}
