import type { OperationId } from '@klingkit/openapi/runtime'
import { familyOf } from './operations.js'
import type { TaskQuery, TaskStore, Thing } from './ports.js'
import type { TaskRecord } from './tasks/task-record.js'

/** Keeps tasks in this process. Every look-up takes the same time with a thousand tasks and with a million. */
export class MemoryStore implements TaskStore {
  #byId = new Map<string, TaskRecord>()
  #byExternalId = new Map<string, TaskRecord>()
  #byResultId = new Map<string, TaskRecord>()
  // Lists are kept in order of creation, oldest first.
  #byOperation = new Map<OperationId, TaskRecord[]>()
  #families: Record<TaskQuery['family'], TaskRecord[]> = { tasks: [], solutions: [] }
  #things = new Map<string, Map<string, Thing>>()

  add(task: TaskRecord): boolean | Promise<boolean> {
    if (task.externalId !== undefined) {
      if (this.#byExternalId.has(task.externalId)) return false
      this.#byExternalId.set(task.externalId, task)
    }
    this.#byId.set(task.id, task)
    if (task.resultId !== undefined) this.#byResultId.set(task.resultId, task)
    const own = this.#byOperation.get(task.operation) ?? []
    this.#byOperation.set(task.operation, own)
    insert(own, task)
    insert(this.#families[familyOf(task.operation)], task)
    return true
  }

  update(_task: TaskRecord): void | Promise<void> {
    // Records are kept by reference; a change is already there.
  }

  get(id: string): TaskRecord | undefined {
    return this.#byId.get(id)
  }

  byExternalId(externalId: string): TaskRecord | undefined {
    return this.#byExternalId.get(externalId)
  }

  byResultId(resultId: string): TaskRecord | undefined {
    return this.#byResultId.get(resultId)
  }

  list({ family, after, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, limit, matches }: TaskQuery): TaskRecord[] {
    const tasks = this.#families[family]
    const found: TaskRecord[] = []
    const end = after ? Math.min(endOf(tasks, to), startOf(tasks, after)) : endOf(tasks, to)
    for (let index = end - 1; index >= 0 && found.length < limit; index--) {
      const task = tasks[index]!
      if (task.createdAt < from) break
      if (!matches || matches(task)) found.push(task)
    }
    return found
  }

  page(operation: OperationId, skip: number, limit: number, to: number): TaskRecord[] {
    const tasks = this.#byOperation.get(operation) ?? []
    const end = Math.max(0, endOf(tasks, to) - skip)
    return tasks.slice(Math.max(0, end - limit), end).reverse()
  }

  count(): number {
    return this.#byId.size
  }

  keep(thing: Thing): void | Promise<void> {
    const things = this.#things.get(thing.kind) ?? new Map<string, Thing>()
    this.#things.set(thing.kind, things.set(thing.id, thing))
  }

  thing(kind: string, id: string): Thing | undefined {
    return this.#things.get(kind)?.get(id)
  }

  things(kind: string): Thing[] {
    return [...(this.#things.get(kind)?.values() ?? [])]
  }

  drop(kind: string, before: number): void | Promise<void> {
    const things = this.#things.get(kind)
    for (const [id, { madeAt }] of things ?? []) if (madeAt < before) things!.delete(id)
  }

  clear(): void | Promise<void> {
    this.#byId.clear()
    this.#byExternalId.clear()
    this.#byResultId.clear()
    this.#byOperation.clear()
    this.#families = { tasks: [], solutions: [] }
    this.#things.clear()
  }
}

type Place = Pick<TaskRecord, 'createdAt' | 'sequence'>

function comesBefore(a: Place, b: Place): boolean {
  return a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.sequence < b.sequence)
}

/** Nearly always at the end; elsewhere only where the clock was set back, or a task is created late. */
function insert(tasks: TaskRecord[], task: TaskRecord): void {
  const last = tasks.at(-1)
  if (!last || comesBefore(last, task)) tasks.push(task)
  else tasks.splice(startOf(tasks, task), 0, task)
}

/** Index of the first task that does not come before a place. */
function startOf(tasks: TaskRecord[], place: Place): number {
  let low = 0
  let high = tasks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (comesBefore(tasks[middle]!, place)) low = middle + 1
    else high = middle
  }
  return low
}

/** Index behind the last task created up to a moment. */
function endOf(tasks: TaskRecord[], to: number): number {
  const last = tasks.at(-1)
  return !last || last.createdAt <= to ? tasks.length : startOf(tasks, { createdAt: to, sequence: Number.POSITIVE_INFINITY })
}
