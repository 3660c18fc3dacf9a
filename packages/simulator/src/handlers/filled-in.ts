import type { Operation } from '@klingkit/openapi/runtime'
import { isObject } from '../body-paths.js'
import { idAfter } from '../ids.js'
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

/** Members whose value is that of the request, wherever the answer has them. Tags come back with an `id` where they were sent with a `tag_id`. */
const renamed: Record<string, string> = { id: 'tag_id' }

/**
 * The documented answer of a synchronous operation, made true: things it makes get new ids, files addresses of their own, times the time; and members that the request has as well are those of the
 * request.
 */
export function filledIn({ ids, clock, address }: HandlerParts, documented: Json, { operation, body, seconds, callId }: Subject): { data: Json; made: NamedThing[] } {
  const made: NamedThing[] = []
  const firstFile = ids.digits()
  let files = 0

  function visit(value: unknown, path: string, name: string, sent: unknown): unknown {
    const making = operation.makes?.find(({ at }) => at === path)
    if (making) return makeId(making.kind, value)
    if (typeof value === 'string' && /^https?:\/\//.test(value)) return sent ?? fileAddress(value)
    if (Array.isArray(value)) return listOf(value, path, sent)
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member, path ? `${path}.${key}` : key, key, sentAs(sent, key))]))
    if (sent !== undefined && typeof sent !== 'object') return sent
    if (name === 'task_id') return callId
    if (name === 'duration' && seconds !== undefined) return seconds.toFixed(1)
    return name === 'created_at' || name === 'updated_at' ? clock.now() : value
  }

  /** A list that the request has as well is as long as that one. */
  function listOf(value: unknown[], path: string, sent: unknown): unknown[] {
    if (!Array.isArray(sent)) return value.map((item) => visit(item, `${path}[]`, '', undefined))
    return sent.map((item) => visit(value[0] ?? item, `${path}[]`, '', item))
  }

  /** Faces are numbered within their session; everything else has an id of its own. */
  function makeId(kind: string, documentedId: unknown): string {
    const id = kind === 'face' ? String(documentedId) : ids.digits()
    made.push({ kind, id })
    return id
  }

  function fileAddress(documentedAddress: string): string {
    const id = idAfter(firstFile, files++)
    const format = /\.(\w+)$/.exec(documentedAddress)?.[1]
    if (format === 'mp3' || format === 'wav') return address({ kind: 'audio', id, format, ...(seconds === undefined ? {} : { seconds }) })
    return format === 'mp4' ? address({ kind: 'video', id, format, seconds: 5, ratio: '16:9' }) : address({ kind: 'image', id, format: 'png', ratio: '1:1' })
  }

  const data = visit(documented, '', '', body) as Json
  return { data, made }
}

function sentAs(sent: unknown, key: string): unknown {
  if (!isObject(sent)) return undefined
  const renaming = renamed[key]
  return sent[key] ?? (renaming === undefined ? undefined : sent[renaming])
}
