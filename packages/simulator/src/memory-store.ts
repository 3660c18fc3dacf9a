import type { OperationId } from '@klingkit/openapi/runtime'
import type { TaskQuery, TaskStore } from './ports.js'
import type { TaskRecord } from './tasks/task-record.js'

/** Keeps tasks in this process. Every look-up takes the same time with a thousand tasks and with a million. */
export class MemoryStore implements TaskStore {
  #byId = new Map<string, TaskRecord>()
  #byExternalId = new Map<string, TaskRecord>()
  #byOperation = new Map<OperationId, TaskRecord[]>()
  #families: Record<TaskQuery['family'], TaskRecord[]> = { tasks: [], solutions: [] }

  constructor(private familyOf: (operation: OperationId) => TaskQuery['family']) {}

  add(task: TaskRecord): boolean {
    if (task.externalId !== undefined) {
      if (this.#byExternalId.has(task.externalId)) return false
      this.#byExternalId.set(task.externalId, task)
    }
    this.#byId.set(task.id, task)
    const own = this.#byOperation.get(task.operation)
    if (own) own.push(task)
    else this.#byOperation.set(task.operation, [task])
    this.#families[this.familyOf(task.operation)].push(task)
    return true
  }

  update(): void {
    // Records are kept by reference; a change is already there.
  }

  get(id: string): TaskRecord | undefined {
    return this.#byId.get(id)
  }

  byExternalId(externalId: string): TaskRecord | undefined {
    return this.#byExternalId.get(externalId)
  }

  list({ family, before, from, to, limit, matches }: TaskQuery): TaskRecord[] {
    const tasks = this.#families[family]
    const found: TaskRecord[] = []
    for (let index = before === undefined ? tasks.length - 1 : firstAtOrAfter(tasks, before) - 1; index >= 0 && found.length < limit; index--) {
      const task = tasks[index]!
      if (to !== undefined && task.createdAt > to) continue
      if (from !== undefined && task.createdAt < from) break
      if (!matches || matches(task)) found.push(task)
    }
    return found
  }

  page(operation: OperationId, skip: number, limit: number): TaskRecord[] {
    const tasks = this.#byOperation.get(operation) ?? []
    const end = Math.max(0, tasks.length - skip)
    return tasks.slice(Math.max(0, end - limit), end).reverse()
  }

  count(): number {
    return this.#byId.size
  }

  clear(): void {
    this.#byId.clear()
    this.#byExternalId.clear()
    this.#byOperation.clear()
    this.#families = { tasks: [], solutions: [] }
  }
}

/** Index of the first task whose sequence number is not below the given one. */
function firstAtOrAfter(tasks: TaskRecord[], sequence: number): number {
  let low = 0
  let high = tasks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (tasks[middle]!.sequence < sequence) low = middle + 1
    else high = middle
  }
  return low
}
