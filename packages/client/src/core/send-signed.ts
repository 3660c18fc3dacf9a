import { KlingApiError } from '../errors/kling-api-error.js'
import { KlingServerError } from '../errors/kling-server-error.js'
import type { Configuration } from './configuration.js'
import type { Deadline } from './deadline.js'
import type { CallOptions, RetryOptions } from './options.js'
import type { Prepared } from './prepare.js'
import { type Answer, send } from './send.js'

/** What is remembered over all exchanges of a call. */
export interface Course {
  /** How often it was sent. */
  attempts: number
  /** How often it was put off by 1302 and 1303. */
  waits: number
  /** Whether a new token was made already. */
  renewed: boolean
  /** Whether the last exchange reached the network and was not refused, so that it may have taken effect. */
  sent: boolean
  /** When the call was first sent, in milliseconds since 1970. */
  sentAt?: number
  /** The part of the time left that one exchange may take; the rest is for finding out how it ended. */
  share: number
  readonly deadline: Deadline
  readonly retry: Required<RetryOptions>
  readonly headers: CallOptions['headers']
}

/** Sends a call once; after 1003 and 1004, which come before anything is done, again with a new token, once per call. */
export async function sendSigned(configuration: Configuration, prepared: Prepared, course: Course): Promise<Answer> {
  const { credential, clock } = configuration
  const { deadline, retry, headers } = course
  for (;;) {
    course.attempts++
    course.sent = false
    try {
      return await send(configuration, prepared, {
        number: course.attempts,
        timeout: Math.max(0, Math.min(retry.attemptTimeout, deadline.left * course.share)),
        signal: deadline.signal,
        headers,
        onSent: () => {
          course.sent = true
          course.sentAt ??= clock.now()
        },
      })
    } catch (error) {
      if (!(error instanceof KlingApiError)) throw error
      course.sent = error instanceof KlingServerError
      if (error.retry !== 're-sign' || !credential?.renew || course.renewed) throw error
      course.renewed = true
      const date = Date.parse(error.headers.date ?? '')
      credential.renew(Number.isNaN(date) ? undefined : date, clock.now())
    }
  }
}
