import { errorCodes, type Operation, taskFailures } from '@klingkit/openapi/runtime'
import type { CallbackMischief } from '../callbacks/deliveries.js'
import { errorNumbers, errorOf, errorText } from '../error-texts.js'

/** What shall go wrong with one request and the task it makes. The same words in a header, in a rule and in an external task id. */
export interface Trouble {
  /** Answer with this error code instead; `http` follows from it. */
  code?: number
  /** HTTP status of the refusal, where it shall differ from that of the code. */
  http?: number
  /** Text of the refusal, where it shall differ from that of the code. */
  message?: string
  /** Milliseconds before the answer. */
  delay?: number
  /** The connection breaks without an answer. */
  reset?: boolean
  /** Send that many bytes of the answer and cut the connection. */
  truncate?: number
  /** Milliseconds over which the answer trickles. */
  slow?: number
  /** The task fails with this text; the name of a known failure stands for its text. */
  fail?: string
  /** The task is made although the answer is a refusal. */
  created?: boolean
  /** The task is made, its answer is not sent. */
  lostAnswer?: boolean
  /** The task is made that many milliseconds later; before, nobody finds it. With a refusal it is made all the same. */
  createdLate?: number
  /** Milliseconds the task takes. */
  time?: number
  /** The task ends after that many reads. */
  reads?: number
  /** What goes wrong with its callbacks. */
  callback?: CallbackMischief
}

/** Trouble that nobody can make: an unknown word or a value that does not fit. The message lists what there is. */
export class TroubleError extends Error {
  override name = 'TroubleError'
}

interface Word {
  /** How it is written. */
  form: string
  /** What happens. */
  about: string
  read: (value: string) => Trouble
}

const words: Record<string, Word> = {
  code: { form: 'code=1303', about: 'answers with this error code, and its HTTP status', read: (value) => ({ code: errorCode(value) }) },
  http: { form: 'http=503', about: 'answers with this HTTP status', read: (value) => ({ http: whole(value, 400, 599) }) },
  message: { form: 'message=text', about: 'words the refusal this way', read: (value) => ({ message: value }) },
  delay: { form: 'delay=5s', about: 'waits before it answers', read: (value) => ({ delay: milliseconds(value) }) },
  reset: { form: 'reset', about: 'breaks the connection without an answer', read: () => ({ reset: true }) },
  truncate: { form: 'truncate=20', about: 'cuts the connection after that many bytes', read: (value) => ({ truncate: whole(value, 0, 1e9) }) },
  slow: { form: 'slow=3s', about: 'lets the answer trickle for that time', read: (value) => ({ slow: milliseconds(value) }) },
  fail: {
    form: 'fail=risk-control',
    about: 'the task is accepted and fails, with a known reason or any text',
    read: (value) => ({ fail: failureText(value) }),
  },
  created: { form: 'created', about: 'the task is made although the answer is a refusal', read: () => ({ created: true }) },
  'created-late': { form: 'created-late=3s', about: 'the task can be found only after that time', read: (value) => ({ createdLate: milliseconds(value) }) },
  'lost-answer': { form: 'lost-answer', about: 'the task is made and its answer is lost', read: () => ({ lostAnswer: true }) },
  time: { form: 'time=30s', about: 'the task takes that long', read: (value) => ({ time: milliseconds(value) }) },
  reads: { form: 'reads=3', about: 'the task ends after that many reads', read: (value) => ({ reads: whole(value, 1, 1e6) }) },
  callback: {
    form: 'callback=late:5s|doubled|lost|out-of-order',
    about: 'its callbacks come late, twice, never or in disorder; several joined by |',
    read: (value) => ({ callback: Object.assign({}, ...value.split('|').map(callbackMischief)) }),
  },
}

/** Words that stand alone. */
const bare = new Set(['reset', 'created', 'lost-answer'])

const known = Object.values(words)
  .map(({ form }) => form)
  .join(', ')

/** The words of trouble: name, how it is written, what happens, whether it stands without a value. */
export const troubleWords: readonly { name: string; form: string; about: string; bare: boolean }[] = Object.entries(words).map(([name, { form, about }]) => ({
  name,
  form,
  about,
  bare: bare.has(name),
}))

/**
 * Reads `fail=risk-control,delay=5s`.
 *
 * @throws TroubleError for a word that is not known, with the list of those that are
 */
export function parseTrouble(text: string): Trouble {
  const trouble: Trouble = {}
  for (const part of text.split(',').map((word) => word.trim())) {
    if (part === '') continue
    const cut = part.indexOf('=')
    const name = cut < 0 ? part : part.slice(0, cut)
    const word = Object.hasOwn(words, name) ? words[name] : undefined
    if (!word) throw new TroubleError(`'${name}' is no word the mock knows; it knows ${known}`)
    if (cut >= 0 && bare.has(name)) throw new TroubleError(`'${name}' takes no value; write it alone`)
    if (cut < 0 && !bare.has(name) && name !== 'fail') throw new TroubleError(`'${name}' needs a value; write ${word.form}`)
    Object.assign(trouble, word.read(cut < 0 ? '' : part.slice(cut + 1)))
  }
  return trouble
}

const types: Record<keyof Trouble, string> = {
  code: 'number',
  http: 'number',
  message: 'string',
  delay: 'number',
  reset: 'boolean',
  truncate: 'number',
  slow: 'number',
  fail: 'string',
  created: 'boolean',
  lostAnswer: 'boolean',
  createdLate: 'number',
  time: 'number',
  reads: 'number',
  callback: 'object',
}

/**
 * Trouble as a rule or a file gives it: words as above, or an object.
 *
 * @throws TroubleError for a member that is not known or of another type
 */
export function readTrouble(given: string | Trouble): Trouble {
  if (typeof given === 'string') return parseTrouble(given)
  for (const [name, value] of Object.entries(given)) {
    const type = Object.hasOwn(types, name) ? types[name as keyof Trouble] : undefined
    if (!type) throw new TroubleError(`'${name}' is no trouble the mock knows; it knows ${Object.keys(types).join(', ')}`)
    if (typeof value !== type) throw new TroubleError(`${name} is a ${type}`)
  }
  if (given.code !== undefined) errorCode(String(given.code))
  return given.fail === undefined ? given : { ...given, fail: failureText(given.fail) }
}

/** HTTP status, code and message of the refusal a trouble asks for, if it asks for one. */
export function refusalOf({ code, http, message }: Trouble, operation?: Operation): { status: number; code: number; message: string } | undefined {
  if (code === undefined && http === undefined) return undefined
  const error = code === undefined ? (errorCodes.find((entry) => entry.http === http && entry.code !== 0) ?? errorOf(5000)) : errorOf(code)
  return { status: http ?? error.http, code: error.code, message: message ?? errorText(error.code, { operation }) }
}

/** What an `external_task_id` begins with whose words are read as trouble. */
export const magicPrefix = 'kling-mock:'

/** The words of trouble in an external task id, `kling-mock:fail=risk-control;anything-unique`. Anything without the prefix has none. */
export function wordsInText(text: unknown): string | undefined {
  if (typeof text !== 'string' || !text.startsWith(magicPrefix)) return undefined
  return text.slice(magicPrefix.length).split(';')[0]!
}

/** The same in the last segment of a callback address. */
export function wordsInAddress(url: unknown): string | undefined {
  if (typeof url !== 'string' || !url.includes('kling-mock')) return undefined
  const last = url.split(/[?#]/)[0]!.split('/').at(-1) ?? ''
  try {
    return wordsInText(decodeURIComponent(last))
  } catch {
    // No address that can be read, so it holds no words.
    return undefined
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

function failureText(value: string): string {
  return taskFailures.find(({ name }) => name === value)?.text ?? (value || taskFailures[0]!.text)
}

function milliseconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text)
  if (!match) throw new TroubleError(`'${text}' is no time; write 500ms, 5s, 2m or 1h`)
  return Math.round(Number(match[1]) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? 's']!)
}

function whole(text: string, least: number, most: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most) throw new TroubleError(`'${text}' is no whole number from ${least} to ${most}`)
  return number
}

function errorCode(text: string): number {
  const code = Number(text)
  if (!errorNumbers.includes(code)) throw new TroubleError(`'${text}' is no error code of Kling; these are ${errorNumbers.join(', ')}`)
  return code
}
