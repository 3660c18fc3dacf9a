import { MemoryStore, type TaskRecord, type Thing } from '@klingkit/simulator'
import type { Change } from './read-state.js'

/** Keeps tasks in memory and writes every change down first: what could not be written did not happen. */
export class LoggedStore extends MemoryStore {
  constructor(
    private write: (change: Change) => void,
    tasks: readonly TaskRecord[],
    things: readonly Thing[],
  ) {
    super()
    for (const thing of things) void super.keep(thing)
    for (const task of tasks) void super.add(task)
  }

  override add(task: TaskRecord): boolean | Promise<boolean> {
    if (task.externalId !== undefined && this.byExternalId(task.externalId)) return false
    this.write({ task })
    return super.add(task)
  }

  override update(task: TaskRecord): void {
    this.write({ task })
  }

  override keep(thing: Thing): void | Promise<void> {
    this.write({ thing })
    return super.keep(thing)
  }

  override drop(kind: string, before: number): void | Promise<void> {
    this.write({ drop: { kind, before } })
    return super.drop(kind, before)
  }

  override clear(): void | Promise<void> {
    this.write({ clear: true })
    return super.clear()
  }
}
