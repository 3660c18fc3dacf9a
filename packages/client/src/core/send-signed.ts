import { KlingApiError } from '../errors/kling-api-error.js'
import { KlingServerError } from '../errors/kling-server-error.js'
import type { Configuration } from './configuration.js'
import type { Course } from './course.js'
import type { Prepared } from './prepare.js'
import { type Answer, send } from './send.js'

/** Sends a call once; after 1003 and 1004, which come before anything is done, again with a new token, once per call. */
export async function sendSigned(configuration: Configuration, prepared: Prepared, course: Course): Promise<Answer> {
  const { credential, clock } = configuration
  for (;;) {
    try {
      return await send(configuration, prepared, course)
    } catch (error) {
      if (!(error instanceof KlingApiError)) throw error
      course.sent = error instanceof KlingServerError
      if (error.retry !== 're-sign' || !credential?.renew || course.renewed) throw error
      course.renewed = true
      credential.renew(Date.parse(error.headers.date!) || undefined, clock.now())
    }
  }
}
