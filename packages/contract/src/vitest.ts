import { errorCodes, type GatewayName, type OperationId } from '@klingkit/openapi/runtime'
import { expect } from 'vitest'
import { type AnswerLike, answerOf } from './matchers/answer.js'
import { klingErrorOf } from './matchers/kling-error.js'
import { responseFindings } from './matchers/response-findings.js'

export interface MatchOptions {
  /** Whose document the answer is held against. Default `official`. */
  gateway?: GatewayName
}

interface KlingMatchers<Result> {
  /**
   * The answer fits the documented one of the operation: status, content type, envelope and schema. Takes a `Response` of fetch (which can still be read afterwards), `{ status, body }` of other clients, or the
   * body alone, which then is one of status 200. To be awaited.
   *
   * @example
   * await expect(await fetch(url)).toMatchKlingResponse('getText2Video')
   */
  toMatchKlingResponse(operationId: OperationId, options?: MatchOptions): Promise<void>
  /**
   * A refusal with that code of Kling: an error thrown by a client (its `code`), a body, or a `Response`; a `Response` has to be awaited.
   *
   * @example
   * await expect(kling.account.costs(range)).rejects.toBeKlingError(1302)
   */
  toBeKlingError(code: number): Result | Promise<void>
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends KlingMatchers<R> {}
}

expect.extend({
  async toMatchKlingResponse(received: AnswerLike, operationId: OperationId, { gateway = 'official' }: MatchOptions = {}) {
    const answer = await answerOf(received)
    const findings = await responseFindings(answer, operationId, gateway)
    const list = findings.map(({ rule, at, message }) => `  ${rule} at ${at}: ${message}`).join('\n')
    return {
      pass: findings.length === 0,
      message: () =>
        findings.length === 0
          ? `expected an answer that is none of ${operationId}, but it keeps to the contract`
          : `the answer is none of ${operationId}:\n${list}`,
    }
  },

  toBeKlingError(received: unknown, code: number) {
    if (!errorCodes.some((row) => row.code === code && code !== 0)) {
      throw new TypeError(
        `${code} is no error code of Kling; there are ${errorCodes
          .map((row) => row.code)
          .filter(Boolean)
          .join(', ')}`,
      )
    }
    const judged = (found: { code: number; message: string } | undefined) => ({
      pass: found?.code === code,
      message: () => {
        const shown = found ? `code ${found.code}: ${found.message}` : 'nothing that has a code of Kling'
        return found?.code === code ? `expected another error than code ${code}: ${found.message}` : `expected a Kling error with code ${code}, got ${shown}`
      },
    })
    const found = klingErrorOf(received)
    return found instanceof Promise ? found.then(judged) : judged(found)
  },
})
