import { apiError } from '../errors/api-error.js'
import type { LostExchange } from '../errors/kling-connection-error.js'
import { KlingTimeoutError } from '../errors/kling-timeout-error.js'
import type { Envelope } from './client.js'
import type { Configuration } from './configuration.js'
import type { Course } from './course.js'
import { failureIn, readEnvelope } from './envelope.js'
import { exchange } from './exchange.js'
import { isRead } from './operation.js'
import type { Prepared } from './prepare.js'
import { requestHeaders } from './request-headers.js'
import { tokenFor } from './token.js'

/** One answer of the service that is a success. */
export interface Answer {
  envelope: Envelope
  /** For an error about it. */
  facts: () => LostExchange
}

/**
 * One exchange, sent exactly once; the course is told when it goes out, for from then on it may take effect.
 *
 * @throws KlingApiError and those below it, KlingConnectionError, KlingTimeoutError, KlingValidationError (of the answer); the reason of the signal
 */
export async function send(configuration: Configuration, prepared: Prepared, course: Course): Promise<Answer> {
  const { clock, logger, gateway, validate, onRequest, onResponse, curl } = configuration
  const { operation, url, body } = prepared
  const { method, id } = operation
  const { signal } = course
  const attempt = ++course.attempts
  course.sent = false
  signal?.throwIfAborted()
  const headers = requestHeaders(configuration, body, course.headers)
  const token = headers.has('authorization') ? undefined : await tokenFor(configuration, operation)
  const event = { operation: id, method, url, attempt }
  await onRequest?.({ ...event, headers, body })
  if (token) headers.set('authorization', `Bearer ${token}`)
  // A hook, or making the token, may have taken a while.
  signal?.throwIfAborted()
  const facts = () => ({ operation: id, attempts: attempt, curl: curl?.(prepared, headers) ?? '' })
  if (!(course.left() > 0)) throw new KlingTimeoutError('no time left', facts())
  // What is sent on by a redirect would take effect elsewhere, or come back as a read.
  const redirect = isRead(operation) ? 'follow' : 'manual'
  const began = clock.now()
  course.sent = true
  course.sentAt ??= began
  const { status, headers: answered, text } = await exchange(configuration, url, { method, headers, body: body!, redirect }, course, facts)
  const duration = clock.now() - began
  const read = readEnvelope(text)
  const envelope = gateway?.normalize ? gateway.normalize(read, operation, status) : read
  logger?.debug?.(`${method} ${url} ${status}`, { ...event, status, duration })
  await onResponse?.({ ...event, status, headers: answered, envelope, duration })
  const failure = failureIn(envelope, status)
  if (failure) {
    const told = JSON.stringify({ ...failure, headers: { ...Object.fromEntries(answered), 'set-cookie': undefined } })
    // Should the service repeat the token; what is too short to be one is left alone, as it may be part of a word.
    const secret = /\S{12,}$/.exec(headers.get('authorization') ?? '') ?? '\0'
    throw apiError({ ...failure, ...JSON.parse(told.replaceAll(`${secret}`, '***')), status, ...facts() }, gateway?.note?.(operation))
  }
  if (operation.kind !== 'unknown') validate?.response?.(id, envelope)
  return { envelope: envelope as Envelope, facts }
}
