import type { Clock, IdSource } from './ports.js'

interface Thing {
  kind: string
  madeAt: number
  /** What belongs to it: faces of a session, frames of a selection. */
  content: Record<string, any>
}

const day = 86_400_000

/** Things that calls refer to later and that are no tasks: sessions, faces, sounds of speech, old elements; and what was deleted. */
export class Library {
  things = new Map<string, Thing>()
  /** Ids of deleted voices and elements. */
  deleted = new Set<string>()

  constructor(
    private clock: Clock,
    private ids: IdSource,
  ) {}

  make(kind: string, content: Record<string, any>): string {
    const id = this.ids.digits()
    this.things.set(id, { kind, madeAt: this.clock.now(), content })
    return id
  }

  get(id: string, kind: string, maxAgeDays = Number.POSITIVE_INFINITY): Thing | undefined {
    const thing = this.things.get(id)
    return thing?.kind === kind && this.clock.now() - thing.madeAt <= maxAgeDays * day ? thing : undefined
  }

  clear(): void {
    this.things.clear()
    this.deleted.clear()
  }
}
