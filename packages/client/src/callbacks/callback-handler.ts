import { KlingError } from '../errors/kling-error.js'
import type { CallbackEvent } from './callback-event.js'
import type { CallbackDelivery, CallbackHandlerOptions } from './callback-handler-options.js'
import { createVerifier } from './callback-verifier.js'
import { deliverOnce } from './deliver-once.js'
import { EventOrder } from './event-order.js'
import { KlingCallbackParseError } from './kling-callback-parse-error.js'
import { KlingCallbackSecretError } from './kling-callback-secret-error.js'
import { KlingCallbackSignatureError } from './kling-callback-signature-error.js'
import { KlingCallbackTooLargeError } from './kling-callback-too-large-error.js'
import { parseCallback } from './parse-callback.js'
import { readLimited } from './read-limited.js'
import { readSignatureHeaders } from './signature-headers.js'

/**
 * Receives callbacks on any server that speaks `Request` and `Response`: checks the signature, reads the task, drops repeated calls.
 *
 * Answers 200 when the event was taken (also on a repetition), 400 to a body that is no task, 401 without a valid signature, 405 to other methods than POST, 413 to a body that is too large, and 500
 * when `onEvent` throws, so that Kling may call again; a repetition that arrives meanwhile shares the fate of the first. How often Kling repeats calls and how long it waits is not documented: keep
 * `onEvent` short, and hand long work to a queue.
 *
 * @throws KlingCallbackSecretError when `secret` is missing, empty or not Base64
 * @throws RangeError for a negative `tolerance`, or a number of remembered tasks that is no whole number above 0
 * @example
 * const handle = callbackHandler({ secret: process.env.KLING_WEBHOOK_SECRET, onEvent: (event) => console.log(event.id, event.outcome) })
 * export default { fetch: handle } // Bun, Deno, Cloudflare Workers; in Next.js: export const POST = handle
 *
 * @example
 * createServer(nodeListener(handle)).listen(3000) // Node's own server
 * app.post('/hook', nodeListener(handle)) // Express, before app.use(express.json()): the signature is that of the raw body
 * @see https://kling.ai/document-api/api/get-started/callbacks
 */
export function callbackHandler(options: CallbackHandlerOptions): (request: Request) => Promise<Response> {
  const { onEvent, onRefused, onError = logError, maxBytes = 1_048_576 } = options
  const verify = verifierOf(options)
  const once = deliverOnce(options.store)
  const order = new EventOrder(options.rememberedTasks ?? 10_000)

  async function receive(request: Request): Promise<{ event: CallbackEvent; delivery: CallbackDelivery }> {
    // Before anything is read: without these headers there is nothing to find in the body.
    const signed = verify && readSignatureHeaders(request.headers)
    const body = await readLimited(request, maxBytes)
    if (!body) throw new KlingCallbackTooLargeError(`The body of the callback is larger than ${maxBytes} bytes. Raise maxBytes if tasks of yours are.`)
    if (signed) await verify(signed, body)
    const event = parseCallback(body)
    const about = signed ? { id: signed.id, timestamp: Number(signed.timestamp) } : {}
    return { event, delivery: { ...about, outOfOrder: order.isBehind(event), url: request.url } }
  }

  return async (request) => {
    if (request.method !== 'POST') return answer(405, 'callbacks are sent with POST', { allow: 'POST' })
    let received: Awaited<ReturnType<typeof receive>>
    try {
      received = await receive(request)
    } catch (error) {
      // What is not of ours comes from a body that broke off.
      const refusal = error instanceof KlingError ? error : new KlingCallbackParseError('The body of the callback did not come in whole.')
      onRefused?.(refusal)
      return answer(statusOf(refusal), refusal.message)
    }
    const { event, delivery } = received
    try {
      const isFirst = await once(keyOf(event, delivery), async () => {
        await onEvent(event, delivery)
        order.note(event)
      })
      return answer(200, isFirst ? 'taken' : 'taken before')
    } catch (error) {
      onError(error)
      return answer(500, 'the receiver could not handle the event')
    }
  }
}

function verifierOf({ secret, dangerouslyAcceptUnsigned, tolerance, now }: CallbackHandlerOptions) {
  if (secret === undefined && dangerouslyAcceptUnsigned) return undefined
  if (secret === undefined) {
    throw new KlingCallbackSecretError(
      'callbackHandler needs the webhook secret (`whsec_…`, from the Kling console under webhooks). Without one anybody could report results; if that is wanted, set dangerouslyAcceptUnsigned.',
    )
  }
  return createVerifier({ secret, ...(tolerance === undefined ? {} : { tolerance }), ...(now ? { now } : {}) })
}

/** Unsigned calls have no id; the same state of the same task is the same call. */
function keyOf({ standard, id, status, updated_at }: CallbackEvent, delivery: CallbackDelivery): string {
  return delivery.id ?? `${standard}/${id}/${status}/${updated_at}`
}

function statusOf(error: Error): number {
  if (error instanceof KlingCallbackSignatureError) return 401
  return error instanceof KlingCallbackTooLargeError ? 413 : 400
}

function answer(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
}

function logError(error: unknown): void {
  console.error('A Kling callback could not be handled:', error)
}
