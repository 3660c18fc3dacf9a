import { exactText } from '../json/exact-json.js'
import type { Exchange } from '../judge/judge.js'

export interface Question {
  method: 'GET' | 'POST'
  path: string
  query?: Record<string, string> | undefined
  body?: unknown
  token: string | undefined
}

export interface Answer {
  status: number
  contentType: string | undefined
  /** Present where another server stands behind the one that answered. */
  via: string | undefined
  text: string
}

/** The server cannot be reached, or does not answer in time. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError'
}

const largestAnswer = 20 * 1024 * 1024

/** Sends one request and reads its answer. Redirections are not followed: a credential goes nowhere but where it was meant for. @throws NoAnswerError */
export async function send(baseUrl: URL, question: Question, timeoutMilliseconds: number): Promise<Answer> {
  const url = addressOf(baseUrl, question)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (question.token !== undefined) headers.authorization = `Bearer ${question.token}`
  if (question.body !== undefined) headers['content-type'] = 'application/json'
  const body = question.body === undefined ? {} : { body: exactText(question.body) }
  try {
    const response = await fetch(url, { method: question.method, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMilliseconds), ...body })
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? undefined,
      via: response.headers.get('via') ?? undefined,
      text: await readText(response),
    }
  } catch (error) {
    throw new NoAnswerError(reasonOf(error), { cause: error })
  }
}

/** The call as the judge takes it. */
export function exchangeOf({ path, query = {}, body }: Question, { status, contentType, text }: Answer): Exchange {
  const sent = body === undefined ? {} : { body: JSON.parse(exactText(body)), contentType: 'application/json' }
  return { request: { path, query, ...sent }, response: { status, contentType, text } }
}

function addressOf(baseUrl: URL, { path, query = {} }: Question): URL {
  const url = new URL(baseUrl)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > largestAnswer) throw new Error(`the answer is larger than ${largestAnswer / 1024 / 1024} MB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reasonOf(error: unknown): string {
  const { cause, name, message } = error as Error & { cause?: NodeJS.ErrnoException }
  if (name === 'TimeoutError') return 'no answer in time'
  return cause?.code ?? cause?.message ?? message
}
