import { apiError } from '../errors/api-error.js'
import { KlingConnectionError, type LostExchange } from '../errors/kling-connection-error.js'
import type { Envelope } from './client.js'
import type { Configuration } from './configuration.js'
import type { Course } from './course.js'
import { failureIn, readEnvelope } from './envelope.js'
import { isRead } from './operation.js'
import type { Prepared } from './prepare.js'
import { requestHeaders } from './request-headers.js'
import { tokenFor } from './token.js'
import { withinTime } from './within-time.js'

/** One answer of the service that is a success. */
export interface Answer {
  envelope: Envelope
  /** For an error about it. */
  facts: () => LostExchange
}

/**
 * One exchange, sent exactly once; the course is told when it goes out, for from then on it may take effect. Where nothing listens or the name has no address, not a byte goes out, and the course is told so.
 *
 * @throws KlingApiError and those below it, KlingConnectionError, KlingTimeoutError, KlingValidationError (of the answer); the reason of the signal
 */
export async function send(configuration: Configuration, prepared: Prepared, course: Course): Promise<Answer> {
  const { clock, logger, gateway, validate, fetch, onRequest, onResponse, curl } = configuration
  const { operation, url, body } = prepared
  const { method, id } = operation
  const attempt = ++course.attempts
  course.sent = false
  course.signal?.throwIfAborted()
  const headers = requestHeaders(configuration, body, course.headers)
  const event = { operation: id, method, url, attempt }
  const facts = () => ({ operation: id, attempts: attempt, curl: curl?.(prepared, headers) ?? '' })
  // Should somebody repeat the token; what is too short to be one is left alone, as it may be part of a word.
  const hidden = (text: string) => text.replaceAll(`${/\S{12,}$/.exec(headers.get('authorization') ?? '') ?? '\0'}`, '***')
  return withinTime(configuration, course, facts, async (signal, late) => {
    const token = headers.has('authorization') ? undefined : await tokenFor(configuration, operation)
    await onRequest?.({ ...event, headers, body })
    if (token) headers.set('authorization', `Bearer ${token}`)
    // A hook, or making the token, may have taken a while.
    signal.throwIfAborted()
    if (!(course.left() > 0)) throw late()
    const began = clock.now()
    course.sent = true
    course.sentAt ??= began
    let response: Response
    let text: string
    try {
      // What is sent on by a redirect would take effect elsewhere, or come back as a read.
      response = await fetch(url, { method, headers, body: body!, redirect: isRead(operation) ? 'follow' : 'manual', signal })
      text = await response.text()
    } catch (cause) {
      signal.throwIfAborted()
      // Some runtimes have a code on the error itself (ECONNREFUSED, ConnectionRefused), some one deeper; browsers have none.
      const lost = cause as (Error & { code?: string; cause?: { code?: string } }) | undefined
      const code = lost?.cause?.code ?? lost?.code ?? ''
      course.sent = !/refused|notfound|again/i.test(code)
      throw new KlingConnectionError(hidden(`the connection failed: ${lost?.message} ${code}`), facts(), { cause })
    }
    signal.throwIfAborted()
    const { status, headers: answered } = response
    const seen = { ...event, status, duration: clock.now() - began }
    const read = readEnvelope(text)
    const envelope = gateway?.normalize?.(read, operation, status) ?? read
    logger?.debug?.(`${method} ${url} ${status}`, seen)
    await onResponse?.({ ...seen, headers: answered, envelope })
    const failure = failureIn(envelope, status)
    if (failure) {
      const told = JSON.stringify({ ...failure, headers: { ...Object.fromEntries(answered), 'set-cookie': undefined } })
      // Another server may have answered; or what a gateway relays in its place.
      const place = !failure.klingCode && (status < 300 || status === 404 || !envelope) && `${method} ${url.split('?')[0]}: check baseUrl and gateway`
      throw apiError({ ...failure, ...JSON.parse(hidden(told)), status, ...facts() }, place, gateway?.note?.(operation))
    }
    if (operation.kind !== 'unknown') validate?.response?.(id, envelope)
    return { envelope: envelope as Envelope, facts }
  })
}
