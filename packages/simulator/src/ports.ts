import type { OperationId } from '@klingkit/openapi/runtime'
import type { TaskRecord } from './tasks/task-record.js'

/** What the time is. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** The same by the clocks of those who call and are called, which nobody stops or moves: tokens and signatures are dated by them. Default: `now()`. */
  real?(): number
}

/** Runs something at a moment of the clock; used for callbacks only, because the state of tasks needs no timers. */
export interface Timers {
  /**
   * Runs something at a moment of the clock, soon if that has passed.
   *
   * @returns a function that calls it off
   */
  at(time: number, run: () => void): () => void
}

/** Numbers from 0 to below 1. */
export interface RandomSource {
  /** The next one. */
  next(): number
}

/** Ids of tasks, videos, voices, elements and calls. */
export interface IdSource {
  /** 18 digits, never the same twice, with some room behind each: what a task makes is numbered from the id of the task. */
  digits(): string
  /** A UUID. */
  request(): string
}

/** A rule that a request breaks. */
export interface RequestIssue {
  /** The field, for example `contents[0].text`. */
  path: string
  /** A keyword of JSON Schema, or the name of a rule of the document. */
  rule: string
  /** One sentence, as the service words it. */
  message: string
}

/** The verdict on a request. */
export interface RequestCheck {
  /** Whether it is let in. */
  ok: boolean
  /** The rules it breaks, the one that is told first in front. */
  issues: RequestIssue[]
  /** What would be ignored. */
  warnings: { path: string; message: string; suggestion?: string }[]
}

/** Judges a request by the documented rules; `checkRequest` of `@klingkit/zod` is one. That of a gateway, which knows fewer operations, is one too. */
export type Validator = { check(operationId: OperationId, parts: { body?: unknown; query?: unknown; path?: unknown }): RequestCheck }['check']

type Eventual<Value> = Value | Promise<Value>

/**
 * Where tasks are kept, and the few things that are no tasks. Everything in it is plain JSON; what it hands out may be the same object or a copy. One with a file or a database behind it must pass
 * the suite of `@klingkit/simulator/testing`; to write a log, extend `MemoryStore` and override `add`, `update`, `keep`, `drop` and `clear`.
 */
export interface TaskStore {
  /** Keeps a task; refuses it (false) when its external id is taken. Must be done before the answer goes out. */
  add(task: TaskRecord): Eventual<boolean>
  /** Keeps a changed task; of what a list is ordered or found by (ids, operation, creation) nothing ever changes. */
  update(task: TaskRecord): Eventual<void>
  /** The task of this id. */
  get(id: string): Eventual<TaskRecord | undefined>
  /** The task with this id of the caller. */
  byExternalId(externalId: string): Eventual<TaskRecord | undefined>
  /** The task whose `resultId` this is: so are things found whose ids do not follow from that of their task. */
  byResultId(resultId: string): Eventual<TaskRecord | undefined>
  /** Tasks of a family, newest first: by creation, then by sequence. */
  list(query: TaskQuery): Eventual<TaskRecord[]>
  /** A page of the tasks of one create operation, newest first; those created after `to` do not count. */
  page(operation: OperationId, skip: number, limit: number, to: number): Eventual<TaskRecord[]>
  /** How many tasks there are. */
  count(): Eventual<number>
  /** Keeps a thing, in the place of the one of the same kind and id. */
  keep(thing: Thing): Eventual<void>
  /** The thing of a kind and id. */
  thing(kind: string, id: string): Eventual<Thing | undefined>
  /** All things of a kind, in the order they were first kept. */
  things(kind: string): Eventual<Thing[]>
  /** Forgets the things of a kind that were made before a moment. */
  drop(kind: string, before: number): Eventual<void>
  /** Forgets everything. */
  clear(): Eventual<void>
}

/** Which tasks a list shows. */
export interface TaskQuery {
  /** The tasks of the solutions, or all others. */
  family: 'tasks' | 'solutions'
  /** Only tasks that come after this one on the list. */
  after?: { createdAt: number; sequence: number } | undefined
  /** Only tasks created within these moments, both included. */
  from?: number | undefined
  /** Unix time in milliseconds, as `from`. */
  to?: number | undefined
  /** How many at most. */
  limit: number
  /** Whether a task belongs on the list. */
  matches?: ((task: TaskRecord) => boolean) | undefined
}

/** What later requests refer to and no task made: a session, a sound of speech, an old element; or the note that something was deleted. */
export interface Thing {
  /** What it is: `session`, `audio`, `element`, ... */
  kind: string
  /** Unique among those of its kind. */
  id: string
  /** When it was made, as Unix time in milliseconds. */
  madeAt: number
  /** What belongs to it, plain JSON: the video and faces of a session, the length of a sound. */
  content: Record<string, any>
}

/** A callback, ready to be sent by POST. */
export interface CallbackRequest {
  /** Where it goes. */
  url: string
  /** Content type and signature. */
  headers: Record<string, string>
  /** JSON text; the signature covers exactly these bytes in UTF-8. */
  body: string
  /** Milliseconds after which an answer is no longer waited for. */
  timeout: number
}

/** Delivers a callback; an answer of another status than 2xx, or an exception, counts as failed. It must give up after `timeout`, and must not follow redirects. */
export type CallbackSender = (request: CallbackRequest) => Promise<{ status: number }>
