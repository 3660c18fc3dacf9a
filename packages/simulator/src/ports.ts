import type { OperationId } from '@klingkit/openapi/runtime'
import type { TaskRecord } from './tasks/task-record.js'

/** What the time is. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

/** Runs something at a moment of the clock; used for callbacks only, because the state of tasks needs no timers. */
export interface Timers {
  /** @returns a function that calls it off */
  at(time: number, run: () => void): () => void
}

/** Numbers from 0 to below 1. */
export interface RandomSource {
  next(): number
}

/** Ids of tasks, videos, voices, elements and calls. */
export interface IdSource {
  /** 18 digits, never the same twice. */
  digits(): string
  /** A UUID. */
  request(): string
}

export interface RequestIssue {
  path: string
  rule: string
  message: string
}

export interface RequestCheck {
  ok: boolean
  issues: RequestIssue[]
  warnings: { path: string; message: string; suggestion?: string }[]
}

/** Judges a request by the documented rules; `checkRequest` of `@klingkit/zod` is one. */
export type Validator = (operationId: OperationId, parts: { body?: unknown; query?: unknown; path?: unknown }) => RequestCheck

/** Where tasks are kept. One with a database behind it must pass the conformance suite in `test/store-conformance.ts`. */
export interface TaskStore {
  /** Keeps a task; refuses it (false) when its external id is taken. Must be done before the answer goes out. */
  add(task: TaskRecord): boolean | Promise<boolean>
  /** Keeps a changed task. */
  update(task: TaskRecord): void | Promise<void>
  get(id: string): TaskRecord | undefined | Promise<TaskRecord | undefined>
  byExternalId(externalId: string): TaskRecord | undefined | Promise<TaskRecord | undefined>
  /** Newest first, older than `before` (exclusive), of one family or one create operation; at most `limit`. */
  list(query: TaskQuery): TaskRecord[] | Promise<TaskRecord[]>
  /** How many tasks of one create operation there are before an offset can be cut; used by page numbers. */
  page(operation: OperationId, skip: number, limit: number): TaskRecord[] | Promise<TaskRecord[]>
  count(): number | Promise<number>
  clear(): void | Promise<void>
}

export interface TaskQuery {
  /** All tasks for `tasks`, only those of the solutions for `solutions`. */
  family: 'tasks' | 'solutions'
  /** Sequence number of the last task of the page before. */
  before?: number | undefined
  from?: number | undefined
  to?: number | undefined
  limit: number
  /** Whether a task belongs on the list. */
  matches?: ((task: TaskRecord) => boolean) | undefined
}

export interface CallbackRequest {
  url: string
  headers: Record<string, string>
  body: string
  /** Milliseconds after which an answer is no longer waited for. */
  timeout: number
}

/** Delivers a callback; an answer of another status than 2xx, or an exception, counts as failed. */
export type CallbackSender = (request: CallbackRequest) => Promise<{ status: number }>
