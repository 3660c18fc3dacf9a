import { catalogues, type FieldReference, type Operation, references as referenceTable } from '@klingkit/openapi/runtime'
import { textOf, valueAt, valuesAt } from './body-paths.js'
import { namedText, namedTextFor } from './error-texts.js'
import { isDocumented, isInCatalogue, type Library } from './library.js'
import type { Clock, TaskStore, Thing } from './ports.js'
import { presetName } from './presets.js'
import type { References } from './simulator-options.js'
import { madeBy, makersOf, referableKinds } from './tasks/made-things.js'
import type { TaskRecord } from './tasks/task-record.js'
import { stateAt } from './tasks/task-state.js'

const day = 86_400_000
/** How long what a task made can be used, where a field says nothing else. */
const retentionDays = 30
/** Files overshoot what was asked for by a frame. */
const tolerance = 0.5

/** Something a request refers to and that is there. */
export interface Source {
  kind: string
  id: string
  /** How long the video or sound is, where that is known. */
  seconds?: number | undefined
  /** Its name in the official library, if it is of that. */
  preset?: string | undefined
  /** The task that made it, or the thing it is; neither for ids of the documentation. */
  task?: TaskRecord | undefined
  thing?: Thing | undefined
}

export type Sources = { missing: string } | { found: Source[] }

/** Looks up what requests refer to by id. */
export class ReferenceCheck {
  constructor(
    private mode: References,
    private library: Library,
    private store: TaskStore,
    private clock: Clock,
  ) {}

  /** The things a body refers to; the text of the refusal when one is not there (any more), or does not fit. */
  sourcesOf(operation: Operation, body: Record<string, any>): Sources | Promise<Sources> {
    const fields = referenceTable[operation.id]
    return fields ? this.#lookedUp(operation, fields, body) : { found: [] }
  }

  /** Whether a thing that can be deleted was deleted already. */
  async wasDeleted(kind: string, id: string): Promise<boolean> {
    return (await this.#madeByTask(kind, id))?.deletedAt !== undefined || this.library.isDeleted(kind, id)
  }

  async #lookedUp(operation: Operation, fields: readonly FieldReference[], body: Record<string, any>): Promise<Sources> {
    const found: Source[] = []
    for (const field of fields) {
      for (const value of valuesAt(body, field.path)) {
        const id = textOf(value)
        if (id === '') continue
        const source = await this.#sourceOf(field, id, body)
        if (source) found.push(source)
        if (this.mode === 'off') continue
        if (!source) return { missing: missingText(operation, field.kind, id) }
        const { minSeconds = 0, maxSeconds = Number.POSITIVE_INFINITY } = field
        if (source.seconds !== undefined && (source.seconds < minSeconds || source.seconds > maxSeconds + tolerance)) {
          return { missing: `${field.path}: the ${field.kind} must be ${lengthText(minSeconds, maxSeconds)} long, this one has ${source.seconds} s` }
        }
      }
    }
    return { found }
  }

  async #sourceOf(field: FieldReference, id: string, body: Record<string, any>): Promise<Source | undefined> {
    const { kind, from, maxAgeDays, language } = field
    if (kind === 'face') return this.#faceOf(id, body)
    if (isInCatalogue(kind, id)) return speaks(kind, id, language && valueAt(body, language)) ? { kind, id } : undefined
    const preset = presetName(kind, id)
    if (preset !== undefined) return from === undefined ? { kind, id, preset } : undefined
    const thing = await this.library.get(kind, id, maxAgeDays)
    if (thing && (from === undefined || thing.content.from === from) && !(await this.library.isDeleted(kind, id)))
      return { kind, id, seconds: thing.content.seconds, thing }
    const task = await this.#madeByTask(kind, id)
    if (task && (from === undefined || task.operation === from) && this.#isUsable(task, maxAgeDays)) return { kind, id, seconds: task.seconds, task }
    if (this.mode === 'known' && isDocumented(kind, id) && !(await this.library.isDeleted(kind, id))) return { kind, id }
    return undefined
  }

  /** The task that made something: its things are numbered one after the other. */
  async #madeByTask(kind: string, id: string): Promise<TaskRecord | undefined> {
    if (!/^\d{18}$/.test(id)) return undefined
    for (const { place, resultId, taskId } of makersOf(id)) {
      for (const task of [await this.store.byResultId(resultId), await this.store.get(taskId)]) {
        if (task && referableKinds(task.operation)[place] === kind && madeBy(task).some((made) => 'id' in made && made.id === id)) return task
      }
    }
    return undefined
  }

  #isUsable(task: TaskRecord, maxAgeDays = retentionDays): boolean {
    const now = this.clock.now()
    const { status, updatedAt } = stateAt(task, now)
    const lasting = referableKinds(task.operation).some((kind) => kind === 'voice' || kind === 'element')
    return status === 'succeeded' && task.deletedAt === undefined && (lasting || now - updatedAt <= maxAgeDays * day)
  }

  async #faceOf(face: string, body: Record<string, any>): Promise<Source | undefined> {
    const session = await this.library.get('session', textOf(body.session_id))
    const faces: string[] | undefined = session?.content.faces
    if (faces ? faces.includes(face) : this.mode === 'known' && isDocumented('session', textOf(body.session_id))) return { kind: 'face', id: face }
    return undefined
  }
}

function speaks(kind: string, id: string, language: unknown): boolean {
  const languages = catalogues[kind]?.[id] ?? []
  return typeof language !== 'string' || language === '' || languages.length === 0 || languages.includes(language)
}

/** What is said of an id that is not there: as the service says it, as far as that was seen; otherwise after the pattern of the texts that were. */
export function missingText(operation: Operation, kind: string, id: string): string {
  const named = namedTextFor(1201, `${kind}-not-found`, id, operation)
  if (named) return named
  if (kind.endsWith('voice')) return namedText(1201, 'voice-not-found')
  return `${kind[0]!.toUpperCase()}${kind.slice(1)} id not found: ${id}`
}

function lengthText(least: number, most: number): string {
  return Number.isFinite(most) ? `${least} to ${most} s` : `at least ${least} s`
}
