import { errorCodes, taskFailures } from '@klingkit/openapi/runtime'
import type { CallbackMischief } from '../callbacks/deliveries.js'

/** What shall go wrong with one request and the task it makes. The same words in a header, in a rule and in an external task id. */
export interface Trouble {
  /** Answer with this error code instead; `http` follows from it. */
  code?: number
  /** HTTP status of the refusal, where it shall differ from that of the code. */
  http?: number
  message?: string
  /** Milliseconds before the answer. */
  delay?: number
  reset?: boolean
  /** Send that many bytes of the answer and cut the connection. */
  truncate?: number
  /** Milliseconds over which the answer trickles. */
  slow?: number
  /** The task fails with this text; the name of a known failure stands for its text. */
  fail?: string
  /** The task is made, its answer is not sent. */
  lostAnswer?: boolean
  /** The task is made, but can be found only after that many milliseconds. */
  createdLate?: number
  /** Milliseconds the task takes. */
  time?: number
  /** The task ends after that many reads. */
  reads?: number
  callback?: CallbackMischief
}

type Reader = (value: string) => Trouble

const codes = new Map(errorCodes.map((error) => [error.code, error]))

const words: Record<string, { form: string; read: Reader }> = {
  code: { form: 'code=1303', read: (value) => ({ code: oneOfCodes(value) }) },
  http: { form: 'http=503', read: (value) => ({ http: whole(value, 100, 599) }) },
  message: { form: 'message=text', read: (value) => ({ message: value }) },
  delay: { form: 'delay=5s', read: (value) => ({ delay: milliseconds(value) }) },
  reset: { form: 'reset', read: () => ({ reset: true }) },
  truncate: { form: 'truncate=20', read: (value) => ({ truncate: whole(value, 0, 1e9) }) },
  slow: { form: 'slow=3s', read: (value) => ({ slow: milliseconds(value) }) },
  fail: { form: 'fail=risk-control', read: (value) => ({ fail: taskFailures.find(({ name }) => name === value)?.text ?? (value || taskFailures[0]!.text) }) },
  'lost-answer': { form: 'lost-answer', read: () => ({ lostAnswer: true }) },
  'created-late': { form: 'created-late=3s', read: (value) => ({ createdLate: milliseconds(value) }) },
  time: { form: 'time=30s', read: (value) => ({ time: milliseconds(value) }) },
  reads: { form: 'reads=3', read: (value) => ({ reads: whole(value, 1, 1e6) }) },
  callback: {
    form: 'callback=late:5s|doubled|lost|out-of-order',
    read: (value) => ({ callback: Object.assign({}, ...value.split('|').map(callbackMischief)) }),
  },
}

export class TroubleError extends Error {
  override name = 'TroubleError'
}

/** Reads `fail=risk-control,delay=5s`. */
export function parseTrouble(text: string): Trouble {
  const trouble: Trouble = {}
  for (const part of text.split(',').map((word) => word.trim())) {
    if (part === '') continue
    const cut = part.indexOf('=')
    const name = cut < 0 ? part : part.slice(0, cut)
    const word = words[name]
    if (!word) throw new TroubleError(`'${name}' is no word the mock knows; it knows ${Object.values(words).map(({ form }) => form).join(', ')}`)
    Object.assign(trouble, word.read(cut < 0 ? '' : part.slice(cut + 1)))
  }
  return trouble
}

/** HTTP status, code and message of the refusal a trouble asks for, if it asks for one. */
export function refusalOf(trouble: Trouble): { status: number; code: number; message: string } | undefined {
  if (trouble.code === undefined && trouble.http === undefined) return undefined
  const error = trouble.code !== undefined ? codes.get(trouble.code)! : errorCodes.find(({ http, code }) => http === trouble.http && code !== 0)
  const main = error?.messages?.find(({ name }) => !name)
  return {
    status: trouble.http ?? error?.http ?? 500,
    code: trouble.code ?? error?.code ?? 5000,
    message: trouble.message ?? main?.text ?? error?.meaning.replace(/\.$/, '') ?? 'Server error',
  }
}

export const magicPrefix = 'kling-mock:'

/** The trouble written in an external task id, `kling-mock:fail=risk-control;anything-unique`, or in the last segment of a callback address. Anything without the prefix says nothing. */
export function troubleInText(text: unknown): Trouble {
  if (typeof text !== 'string' || !text.startsWith(magicPrefix)) return {}
  return parseTrouble(text.slice(magicPrefix.length).split(';')[0]!)
}

export function troubleInAddress(url: unknown): Trouble {
  if (typeof url !== 'string') return {}
  const last = url.split(/[?#]/)[0]!.split('/').at(-1) ?? ''
  try {
    return troubleInText(decodeURIComponent(last))
  } catch (error) {
    if (error instanceof URIError) return {}
    throw error
  }
}

function callbackMischief(text: string): CallbackMischief {
  const [name, value] = text.split(':')
  if (name === 'late') return { late: milliseconds(value ?? '5s') }
  if (name === 'doubled') return { doubled: true }
  if (name === 'lost') return { lost: true }
  if (name === 'out-of-order') return { outOfOrder: true }
  throw new TroubleError(`callbacks can be late:5s, doubled, lost or out-of-order, not '${text}'`)
}

function milliseconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text)
  if (!match) throw new TroubleError(`'${text}' is no time; write 500ms, 5s or 2m`)
  return Number(match[1]) * ({ ms: 1, s: 1000, m: 60_000 }[match[2] ?? 's'] as number)
}

function whole(text: string, least: number, most: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most) throw new TroubleError(`'${text}' is no whole number from ${least} to ${most}`)
  return number
}

function oneOfCodes(text: string): number {
  const code = Number(text)
  if (!codes.has(code) || code === 0) throw new TroubleError(`'${text}' is no error code of Kling; these are ${[...codes.keys()].filter((known) => known !== 0).join(', ')}`)
  return code
}
