import { KlingConnectionError } from '../errors/kling-connection-error.js'
import { KlingServerError } from '../errors/kling-server-error.js'
import { backoff } from './backoff.js'
import { type Client, configurationOf } from './client.js'
import { courseOf } from './course.js'
import { isRead, type Operation } from './operation.js'
import type { CallOptions } from './options.js'
import { type Input, prepare } from './prepare.js'
import type { Answer } from './send.js'
import { sendPatiently } from './send-patiently.js'
import { isAmbiguous, unknownOutcome } from './unknown-outcome.js'

/** Sends a call as often as that is safe. A read is sent again after every failure that may pass; anything else never when it may have taken effect. */
export async function request(client: Client, operation: Operation, input: Input, options: CallOptions = {}): Promise<Answer> {
  const configuration = client[configurationOf]()
  const prepared = prepare(configuration, operation, input)
  const course = courseOf(configuration, options)
  for (let before = 0; ; before++) {
    try {
      const answer = await sendPatiently(configuration, prepared, course)
      configuration.line?.saw(answer.envelope.data)
      return answer
    } catch (error) {
      if (!isRead(operation)) throw isAmbiguous(error, course) ? unknownOutcome(operation, course, error) : error
      const mayPass = error instanceof KlingConnectionError || error instanceof KlingServerError
      const pause = backoff(configuration, course.retry, before)
      if (!mayPass || before >= course.retry.limit || pause >= course.deadline.left) throw error
      configuration.logger?.warn?.(`${error.message}: sent again in ${Math.round(pause)} ms`, { operation: operation.id, attempt: course.attempts })
      await course.deadline.pause(pause)
    }
  }
}
