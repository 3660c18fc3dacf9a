import { isObject } from '../json/paths.js'

/** What matchers take: a `Response`, what other clients make of one, or a body. */
export type AnswerLike = Response | { status: number; body?: unknown; data?: unknown; headers?: unknown } | object

export interface PlainAnswer {
  status: number
  contentType: string | undefined
  text: string
}

/** An answer as it was on the wire, as far as it is known. What does not say its content type is taken for JSON. @throws TypeError for what cannot be an answer */
export async function answerOf(received: AnswerLike): Promise<PlainAnswer> {
  if (received instanceof Response) {
    if (received.bodyUsed)
      throw new TypeError('the body of this Response has been read already: give the matcher the Response before you read it, or { status, body }')
    const copy = received.clone()
    return { status: copy.status, contentType: copy.headers.get('content-type') ?? undefined, text: await copy.text() }
  }
  const given: unknown = received
  if (given instanceof Promise) throw new TypeError('this is a Promise: await the answer before you give it to the matcher')
  if (!isObject(given)) throw new TypeError(`a Response, { status, body } or the body of an answer is needed, not ${typeof given}`)
  // An envelope has a code; what has a status and a body (`data` with axios) stands for a whole answer.
  const isWhole = typeof given.status === 'number' && given.code === undefined && ('body' in given || 'data' in given)
  const body = isWhole ? ('body' in given ? given.body : given.data) : given
  return { status: isWhole ? given.status : 200, contentType: 'application/json', text: typeof body === 'string' ? body : (JSON.stringify(body) ?? '') }
}
