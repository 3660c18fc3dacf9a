import { backoff } from './backoff.js'
import { type Client, configurationOf } from './client.js'
import { courseOf } from './course.js'
import { mayPass } from './may-pass.js'
import { isRead, type Operation } from './operation.js'
import type { CallOptions } from './options.js'
import { pauseAfter } from './pause-after.js'
import { type Input, prepare } from './prepare.js'
import type { Answer } from './send.js'
import { sendSigned } from './send-signed.js'
import { toldPause } from './told-pause.js'
import { isAmbiguous, unknownOutcome } from './unknown-outcome.js'

/**
 * Sends a call as often as that is safe: again after 1302 and 1303, when the service did nothing, as long as the call may last. A read is sent again after every failure that may pass; anything else never
 * when it may have taken effect.
 */
export async function request(client: Client, operation: Operation, input: Input, options: CallOptions = {}): Promise<Answer> {
  const configuration = client[configurationOf]()
  const prepared = prepare(configuration, operation, input)
  const course = courseOf(configuration, options)
  for (let before = 0; ; ) {
    try {
      const answer = await sendSigned(configuration, prepared, course)
      configuration.line?.saw(answer.envelope.data)
      return answer
    } catch (error) {
      let pause = pauseAfter(error, configuration, course)
      if (pause === undefined) {
        if (!isRead(operation)) throw isAmbiguous(error, course) ? unknownOutcome(operation, course, error) : error
        pause = backoff(configuration, course.retry, before)
        if (!mayPass(error) || before++ >= course.retry.limit || pause >= course.left()) throw error
      }
      await toldPause(configuration, operation, course, pause, `${(error as Error).message}: sent again`)
    }
  }
}
