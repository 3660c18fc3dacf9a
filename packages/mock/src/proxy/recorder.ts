import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'lossless-json'
import { stringify } from 'yaml'
import { OptionError } from '../options/option-sources.js'
import type { PlainRequest } from '../replay.js'
import { parseTarget } from '../request-target.js'
import type { Drift } from './drift.js'
import { type Known, Sanitiser } from './sanitiser.js'

export interface Passed {
  operationId: string
  request: PlainRequest
  status: number
  sent: Uint8Array | undefined
  answered: Uint8Array
  drift: Drift[]
  /** Ids in the address. */
  ids: readonly string[]
  /** The request keeps to the document. */
  accepted: boolean
}

interface Example {
  summary: string
  'x-kling-origin': 'captured'
  value: unknown
}

const mostExamples = 20

/**
 * Writes what has passed as examples, in the layout of `spec/resources/.../examples`: `requests.yaml` (operation -> name -> example) and `responses.yaml` (operation -> status -> name -> example). Bodies of the same
 * shape are written once.
 */
export class Recorder {
  #sanitiser = new Sanitiser()
  #requests: Record<string, Record<string, Example>> = {}
  #responses: Record<string, Record<string, Record<string, Example>>> = {}
  #shapes = new Set<string>()

  /** @throws OptionError where a recording stands already: its stand-ins would not go with ours */
  constructor(private folder: string) {
    if (['requests.yaml', 'responses.yaml'].some((file) => existsSync(path.join(folder, file)))) {
      throw new OptionError(`${folder} holds a recording already; give record a new folder`)
    }
    mkdirSync(folder, { recursive: true })
  }

  note({ operationId, request, status, sent, answered, drift, ids, accepted }: Passed): void {
    const known: Known = { secrets: secretsOf(request), unknown: drift.filter(({ kind }) => kind === 'unknown-field').map(({ at }) => at) }
    const day = new Date().toISOString().slice(0, 10)
    const sentBody = exact(sent)
    // What is sent may come back in an answer, also where it is not written down itself.
    this.#sanitiser.learn(ids)
    this.#sanitiser.clean(sentBody, { ...known, unknown: [] })
    if (accepted && status === 200 && sentBody !== undefined) {
      const examples = memberOf(this.#requests, operationId)
      this.#add(
        examples,
        [operationId, 'request', sentBody],
        'captured',
        { summary: `Accepted, ${day}`, 'x-kling-origin': 'captured', value: sentBody },
        { ...known, unknown: [] },
      )
    }
    const body = exact(answered)
    if (body === undefined) return
    const examples = memberOf(memberOf(this.#responses, operationId), String(status))
    this.#add(examples, [operationId, status, body], wordOf(body), { summary: summaryOf(drift, day), 'x-kling-origin': 'captured', value: body }, known)
  }

  #add(examples: Record<string, Example>, shape: [string, unknown, unknown], word: string, example: Example, known: Known): void {
    const key = JSON.stringify([shape[0], shape[1], shapeOf(shape[2])])
    if (this.#shapes.has(key) || Object.keys(examples).length >= mostExamples) return
    const cleaned = { ...example, value: this.#sanitiser.clean(example.value, known) }
    // A second look, by what was seen and not by what it looked like: better no example than one too many.
    if (this.#sanitiser.leftIn(stringify(cleaned, { lineWidth: 0 }), known)) return
    this.#shapes.add(key)
    const number = Object.keys(examples).filter((name) => name.startsWith(word)).length
    examples[number === 0 ? word : `${word}-${number + 1}`] = cleaned
    this.#write('requests.yaml', this.#requests)
    this.#write('responses.yaml', this.#responses)
  }

  /** In one step, so that no half a file is ever there. */
  #write(name: string, content: object): void {
    const file = path.join(this.folder, name)
    writeFileSync(`${file}.new`, stringify(content, { lineWidth: 0, aliasDuplicateObjects: false }), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
}

function memberOf<Value extends object>(holder: Record<string, Value>, name: string): Value {
  holder[name] ??= {} as Value
  return holder[name]
}

/** A body with every digit; undefined where it is no JSON. */
function exact(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined || bytes.length === 0) return undefined
  try {
    const number = (digits: string) => (/^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits)) ? BigInt(digits) : Number(digits))
    return parse(Buffer.from(bytes).toString('utf8'), undefined, { parseNumber: number })
  } catch {
    return undefined
  }
}

/** Everything of headers and query that could open something, or tell who it was. */
function secretsOf({ headers, url }: PlainRequest): string[] {
  const secret = Object.entries(headers).filter(([name]) => /authorization|cookie|token|key|secret|signature|forwarded|real-ip/i.test(name))
  const parts = secret.flatMap(([, value = '']) => [value, ...value.split(/[\s;,=]+/)])
  return [...new Set([...parts, ...[...parseTarget(url).query].filter(([name]) => /token|key|secret|sign/i.test(name)).map(([, value]) => value)])].filter(
    (value) => value.length >= 6,
  )
}

/** The name of an example of an answer: the state of its task, or its code. */
function wordOf(body: any): string {
  const data = Array.isArray(body?.data) ? body.data[0] : body?.data
  const state = data?.task_status ?? data?.status
  if (typeof state === 'string' && /^[a-z_]{1,30}$/.test(state)) return `captured-${state.replaceAll('_', '-')}`
  const code = body?.code ?? body?.data?.data?.code
  return typeof code === 'number' && code !== 0 ? `captured-error-${code}` : 'captured'
}

function summaryOf(drift: Drift[], day: string): string {
  return drift.length === 0 ? `Captured, ${day}` : `Captured, ${day}; differs from the document: ${[...new Set(drift.map(({ kind }) => kind))].join(', ')}`
}

/** What a body looks like, without what differs from call to call. */
function shapeOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [...new Set(value.map((item) => JSON.stringify(shapeOf(item, name))))]
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, shapeOf(inner, member)]))
  return /(^|_)(status|code|type|mode|model_name)$/.test(name) ? String(value) : value === '' ? 'empty' : typeof value
}
