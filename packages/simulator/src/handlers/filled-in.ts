import type { Operation } from '@klingkit/openapi/runtime'
import { isObject } from '../body-paths.js'
import { idAfter } from '../ids.js'
import { textFileAddress } from '../tasks/media.js'
import type { HandlerParts } from './handler-parts.js'

type Json = Record<string, any>

interface Subject {
  operation: Operation
  body: Json
  /** How long the sound is that is made, if one is. */
  seconds: number | undefined
  callId: string
}

/** A thing that the answer names and later requests refer to. */
export interface NamedThing {
  kind: string
  id: string
}

/**
 * The documented answer of a synchronous operation, made true: things it makes get new ids, files addresses of their own, times the time; and members that the request has as well are those of the
 * request.
 */
export function filledIn(parts: HandlerParts, documented: Json, subject: Subject): { data: Json; made: NamedThing[] } {
  const filling = new Filling(parts, subject)
  return { data: filling.visit(documented, '', '', subject.body) as Json, made: filling.made }
}

class Filling {
  made: NamedThing[] = []
  #firstFile: string
  #files = 0

  constructor(
    private parts: HandlerParts,
    private subject: Subject,
  ) {
    this.#firstFile = parts.ids.digits()
  }

  /** @param sent what the request has in this place */
  visit(value: unknown, path: string, name: string, sent: unknown): unknown {
    const { operation, callId, seconds } = this.subject
    const making = operation.makes?.find(({ at }) => at === path)
    if (making) return this.#makeId(making.kind, value)
    if (isAddress(value)) return isAddress(sent) ? sent : this.#fileAddress(value)
    if (Array.isArray(value)) return this.#list(value, path, sent)
    if (isObject(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, this.visit(member, path ? `${path}.${key}` : key, key, this.#sent(sent, key))]),
      )
    if (sent !== undefined && typeof sent !== 'object') return sent
    if (name === 'task_id') return callId
    if (name === 'duration' && seconds !== undefined) return seconds.toFixed(1)
    return name === 'created_at' || name === 'updated_at' ? this.parts.clock.now() : value
  }

  /** A list that the request has as well is as long as that one. */
  #list(documented: unknown[], path: string, sent: unknown): unknown[] {
    // The answer repeats what was sent: nothing, where nothing was.
    const repeats = this.subject.operation.makes?.some(({ list }) => list !== undefined)
    const template = documented[0]
    if (Array.isArray(sent)) return sent.map((item) => this.visit(isObject(template) ? withoutWords(template) : template, `${path}[]`, '', item))
    return repeats ? [] : documented.map((item) => this.visit(item, `${path}[]`, '', undefined))
  }

  /** What the request has under a name, in the same place or at its top. Tags come back with an `id` where they were sent with a `tag_id`. */
  #sent(sent: unknown, key: string): unknown {
    const found = isObject(sent) ? (sent[key] ?? (key === 'id' ? sent.tag_id : undefined)) : undefined
    return found ?? (sent === undefined ? this.subject.body[key] : undefined)
  }

  /** Faces are numbered within their session; everything else has an id of its own. */
  #makeId(kind: string, documented: unknown): string {
    const id = kind === 'face' ? String(documented) : this.parts.ids.digits()
    this.made.push({ kind, id })
    return id
  }

  #fileAddress(documented: string): string {
    const { address } = this.parts
    const { seconds } = this.subject
    const id = idAfter(this.#firstFile, this.#files++)
    const format = /\.(\w+)$/.exec(documented)?.[1] ?? 'png'
    if (format === 'mp3' || format === 'wav') return address({ kind: 'audio', id, format, ...(seconds === undefined ? {} : { seconds }) })
    if (format === 'mp4') return address({ kind: 'video', id, format, seconds: 5, ratio: '16:9' })
    return format === 'png' ? address({ kind: 'image', id, format, ratio: '1:1' }) : textFileAddress(id, format)
  }
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\//.test(value)
}

/** The form of an entry, without the words that tell of another one. */
function withoutWords(template: Json): Json {
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, typeof value === 'string' && !isAddress(value) ? '' : value]))
}
