import { defaults, type Operation } from '@klingkit/openapi/runtime'
import { familyOf, operationOf, productOf } from '../operations.js'
import type { TaskRecord } from '../tasks/task-record.js'
import type { Call } from './call.js'
import { type Filter, filtersOf, limited, passes, readCursor, writeCursor } from './cursor.js'
import type { HandlerParts } from './handler-parts.js'

const month = 30 * 86_400_000
const mostPerPage = 500

/** A page of a legacy list: a bare array, newest first. */
export async function numberedPage({ store, clock }: HandlerParts, operation: Operation, create: Operation, { query }: Call): Promise<TaskRecord[]> {
  const { page, size } = pageOf(operation, query)
  return store.page(create.id, (page - 1) * size, size, clock.now())
}

/** Page number and size, with the documented defaults. */
export function pageOf(operation: Operation, query: Call['query']): { page: number; size: number } {
  const { pageNum = 1, pageSize = 30 } = defaults[operation.id] ?? {}
  return { page: limited(query.pageNum || undefined, 1e6, pageNum), size: limited(query.pageSize || undefined, 1e6, pageSize) }
}

interface Place {
  after: { createdAt: number; sequence: number }
  from: number
  to: number
  filters: Filter[]
}

/** One page of a cursor list. The cursor names the last task shown and keeps the window, so tasks created meanwhile neither shift nor repeat anything. */
export async function cursorPage({ store, tasks, clock }: HandlerParts, operation: Operation, body: Record<string, any>): Promise<Record<string, unknown>> {
  const limit = limited(body.limit, mostPerPage, defaults[operation.id]?.limit ?? mostPerPage)
  const place = readCursor<Place>(body.cursor, ({ after }) => Number.isFinite(after?.createdAt) && Number.isFinite(after?.sequence))
  if (place === 'unknown') return { count: 0, has_more: false }
  const now = clock.now()
  const to = place?.to ?? moment(body.end_time) ?? now
  const from = place?.from ?? moment(body.start_time) ?? to - month
  const filters = place?.filters ?? filtersOf(body.filters).map(withOneWordForSuccess)
  const found = await store.list({
    family: familyOf(operation.id),
    after: place?.after,
    from,
    // A task that is created late is not there before its time.
    to: Math.min(to, now),
    limit: limit + 1,
    ...(filters.length > 0 ? { matches: (task) => passes(filters, (key) => memberOf(task, key, () => tasks.stateOf(task).status)) } : {}),
  })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  if (!last) return { count: 0, has_more: false }
  const more = found.length > limit
  const next: Place = { after: { createdAt: last.createdAt, sequence: last.sequence }, from, to, filters }
  return { result: shown.map((task) => tasks.inNewShape(task)), count: shown.length, next_cursor: more ? writeCursor(next) : '', has_more: more }
}

function memberOf(task: TaskRecord, key: string, status: () => string): string | undefined {
  if (key === 'product_type') return productOf(operationOf(task.operation))
  return key === 'status' ? status() : undefined
}

/** The filter takes the spellings of all pages. */
function withOneWordForSuccess({ key, values }: Filter): Filter {
  return {
    ...(key === undefined ? {} : { key }),
    ...(Array.isArray(values) ? { values: values.map((value) => (value === 'succeed' ? 'succeeded' : value)) } : {}),
  }
}

/** Milliseconds, as a number or as digits. */
function moment(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
