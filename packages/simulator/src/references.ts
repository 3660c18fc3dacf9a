import { knownIds, type OperationId, references } from '@klingkit/openapi/runtime'
import type { Library } from './library.js'
import { operationOf } from './operations.js'
import type { Clock, TaskStore } from './ports.js'
import type { References } from './simulator-options.js'
import { madeBy } from './tasks/made-things.js'
import { stateAt } from './tasks/task-state.js'
import { valuesAt } from './values.js'

const known = new Map(Object.entries(knownIds).map(([kind, ids]) => [kind, new Set(ids)]))
const day = 86_400_000

/** How the service words an id it does not know, as far as that was seen. */
const texts: Record<string, (id: string) => string> = {
  element: (id) => `Element id not found: ${id}`,
  voice: () => 'Voice id not found',
  video: (id) => `From video not found by id: ${id}`,
  audio: (id) => `Audio id not found: ${id}`,
  session: (id) => `Session id not found: ${id}`,
  face: (id) => `Face id not found: ${id}`,
}

/** Ids of what tasks made, so that a later request can refer to it. */
export class MadeIds {
  #tasks = new Map<string, string>()

  add(madeId: string, taskId: string): void {
    this.#tasks.set(madeId, taskId)
  }

  taskOf(madeId: string): string | undefined {
    return this.#tasks.get(madeId)
  }

  clear(): void {
    this.#tasks.clear()
  }
}

export class ReferenceCheck {
  constructor(
    private mode: References,
    private library: Library,
    private made: MadeIds,
    private store: TaskStore,
    private clock: Clock,
  ) {}

  /** The text of the refusal when a body refers to something that is not there (any more). */
  async missing(operation: OperationId, body: Record<string, any>): Promise<string | undefined> {
    if (this.mode === 'off') return undefined
    for (const { path, kind, from, maxAgeDays } of references[operation] ?? []) {
      for (const value of valuesAt(body, path)) {
        const id = String(value)
        if (id === '') continue
        if (kind === 'face') {
          if (!this.#hasFace(body.session_id, id)) return texts.face!(id)
        } else if (!(await this.#isThere(id, kind, from, maxAgeDays))) return (texts[kind] ?? ((missing) => `${kind} not found: ${missing}`))(id)
      }
    }
    return undefined
  }

  async #isThere(id: string, kind: string, from: string | undefined, maxAgeDays: number | undefined): Promise<boolean> {
    if (this.library.deleted.has(id)) return false
    if (this.mode === 'known' && known.get(kind)?.has(id)) return true
    const thing = this.library.get(id, kind, maxAgeDays)
    if (thing) return from === undefined || thing.content.from === undefined || thing.content.from === from
    const taskId = this.made.taskOf(id)
    const task = taskId === undefined ? undefined : await this.store.get(taskId)
    if (!task) return false
    const now = this.clock.now()
    const { status, updatedAt } = stateAt(task, now)
    return status === 'succeeded' && now - updatedAt <= (maxAgeDays ?? 30) * day && madeBy(task).some((made) => 'id' in made && made.id === id && made.kind === kind)
  }

  #hasFace(session: unknown, face: string): boolean {
    const faces = this.library.get(String(session), 'session')?.content.faces as string[] | undefined
    if (faces) return faces.includes(face)
    return this.mode === 'known' && (known.get('session')?.has(String(session)) ?? false)
  }
}

/** Whether the tasks of a create make something that others refer to by id. */
export function makesReferable(operation: OperationId): boolean {
  return (operationOf(operation).task?.results ?? []).some((result) => ['videos', 'video', 'audios', 'voices', 'elements'].includes(result))
}
