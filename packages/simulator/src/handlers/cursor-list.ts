import type { Operation } from '@klingkit/openapi/runtime'
import { operationOf, productOf } from '../operations.js'
import type { TaskRecord } from '../tasks/task-record.js'
import type { HandlerParts } from './handlers.js'

const month = 30 * 86_400_000

/** One page of a cursor list. The cursor names the last task shown, so tasks created meanwhile neither shift nor repeat anything. */
export async function cursorPage({ store, tasks, clock }: HandlerParts, operation: Operation, body: Record<string, any>): Promise<Record<string, unknown>> {
  const family = operation.path === '/solutions' ? 'solutions' : 'tasks'
  const most = 500
  const wanted = body.limit === undefined ? (family === 'tasks' ? 100 : most) : Number(body.limit)
  const limit = Math.min(most, Math.max(1, wanted))
  const cursor = typeof body.cursor === 'string' && body.cursor !== '' ? readCursor(body.cursor) : undefined
  const now = clock.now()
  const to = cursor?.to ?? numberOf(body.end_time) ?? now
  const from = cursor?.from ?? numberOf(body.start_time) ?? to - month
  const filters = cursor?.filters ?? (Array.isArray(body.filters) ? body.filters : [])
  const found = await store.list({ family, before: cursor?.before, from, to, limit: limit + 1, matches: (task) => isVisible(task, now) && filters.every((filter) => passes(task, filter, tasks.stateOf(task).status)) })
  const shown = found.slice(0, limit)
  const more = found.length > limit
  if (shown.length === 0) return { count: 0, has_more: false }
  return {
    result: shown.map((task) => tasks.inNewShape(task)),
    count: shown.length,
    next_cursor: more ? writeCursor({ before: shown.at(-1)!.sequence, from, to, filters }) : '',
    has_more: more,
  }
}

interface Cursor {
  before: number
  from: number
  to: number
  filters: Filter[]
}

interface Filter {
  key?: string
  values?: unknown[]
}

function passes(task: TaskRecord, { key, values }: Filter, status: string): boolean {
  if (!Array.isArray(values) || values.length === 0) return true
  if (key === 'status') return values.includes(status)
  if (key === 'product_type') return values.includes(productOf(operationOf(task.operation)))
  return true
}

function isVisible(task: TaskRecord, now: number): boolean {
  return task.visibleFrom === undefined || now >= task.visibleFrom
}

function writeCursor(cursor: Cursor): string {
  return btoa(JSON.stringify(cursor))
}

function readCursor(text: string): Cursor | undefined {
  try {
    const cursor = JSON.parse(atob(text))
    return typeof cursor?.before === 'number' ? cursor : undefined
  } catch {
    return undefined
  }
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
