import { apiError } from '../errors/api-error.js'
import type { Envelope } from './client.js'
import type { Configuration } from './configuration.js'
import { curlOf } from './curl.js'
import { failureIn, readEnvelope } from './envelope.js'
import { exchange } from './exchange.js'
import type { Prepared } from './prepare.js'
import { requestHeaders } from './request-headers.js'
import { tokenFor } from './token.js'

/** One answer of the service that is a success. */
export interface Answer {
  status: number
  headers: Headers
  envelope: Envelope
}

/** Circumstances of one exchange. */
export interface Attempt {
  /** 1 for the first one of a call. */
  number: number
  /** Milliseconds it may take. */
  timeout: number
  signal: AbortSignal | undefined
  /** Headers of the call. */
  headers: Record<string, string> | undefined
  /** Told when it goes out: from now on it may take effect. */
  onSent?: () => void
}

/**
 * One exchange, sent exactly once.
 *
 * @throws KlingApiError and those below it, KlingConnectionError, KlingTimeoutError, KlingValidationError (of the answer); the reason of the signal
 */
export async function send(
  configuration: Configuration,
  prepared: Prepared,
  { number: attempt, timeout, signal, headers: given, onSent }: Attempt,
): Promise<Answer> {
  const { clock, logger, gateway, validate, onRequest, onResponse } = configuration
  const { operation, url, body } = prepared
  const { method, id } = operation
  signal?.throwIfAborted()
  const headers = requestHeaders(configuration, body, given)
  const token = headers.has('authorization') ? undefined : await tokenFor(configuration, operation)
  const event = { operation: id, method, url, attempt }
  await onRequest?.({ ...event, headers, body })
  const facts = () => ({ operation: id, attempts: attempt, curl: curlOf(prepared, headers) })
  if (token) headers.set('authorization', `Bearer ${token}`)
  // A hook, or making the token, may have taken a while.
  signal?.throwIfAborted()
  const began = clock.now()
  onSent?.()
  const { status, headers: answered, text } = await exchange(configuration, url, { method, headers, ...(body && { body }) }, timeout, signal, facts)
  const duration = clock.now() - began
  const read = readEnvelope(text)
  const envelope = gateway?.normalize ? gateway.normalize(read, operation, status) : read
  logger?.debug?.(`${method} ${url} ${status}`, { ...event, status, duration })
  await onResponse?.({ ...event, status, headers: answered, envelope, duration })
  const failure = failureIn(envelope, status)
  if (failure) {
    const { 'set-cookie': _, ...shown } = Object.fromEntries(answered)
    // Should the service repeat the token; what is too short to be one is left alone, as it may be part of a word.
    const serverMessage = token && token.length > 11 ? failure.serverMessage.replaceAll(token, '***') : failure.serverMessage
    throw apiError({ ...failure, serverMessage, status, ...facts(), headers: shown }, gateway?.note?.(operation))
  }
  if (operation.kind !== 'unknown') validate?.response?.(id, envelope)
  return { status, headers: answered, envelope: envelope as Envelope }
}
