import { catalogues, knownIds, references as referenceTable } from '@klingkit/openapi/runtime'
import type { Clock, IdSource, TaskStore, Thing } from './ports.js'

const day = 86_400_000
const deletion = 'deletion'

/** kind -> the longest time after which something of that kind may still be referred to */
const lifetimes = new Map<string, number>()
for (const { kind, maxAgeDays = Number.POSITIVE_INFINITY } of Object.values(referenceTable).flat()) {
  lifetimes.set(kind, Math.max(lifetimes.get(kind) ?? 0, maxAgeDays * day))
}

const known = new Map(Object.entries(knownIds).map(([kind, ids]) => [kind, new Set(ids)]))

/** Whether an id occurs in a documented request, or in a list of ids that the document holds. */
export function isDocumented(kind: string, id: string): boolean {
  return known.get(kind)?.has(id) === true || isInCatalogue(kind, id)
}

export function isInCatalogue(kind: string, id: string): boolean {
  return catalogues[kind] !== undefined && Object.hasOwn(catalogues[kind], id)
}

/** How often the old is swept out, as a part of its lifetime. */
const sweepsPerLifetime = 24

/** Things that calls refer to later and that no task made: sessions, sounds of speech, old elements; and what was deleted of them. */
export class Library {
  #swept = new Map<string, number>()

  constructor(
    private clock: Clock,
    private ids: IdSource,
    private store: TaskStore,
  ) {}

  /** Makes a thing, and now and then forgets those of its kind that nobody can refer to any more. */
  async make(kind: string, content: Record<string, any>, id = this.ids.digits()): Promise<Thing> {
    const thing: Thing = { kind, id, madeAt: this.clock.now(), content }
    await this.store.keep(thing)
    await this.#sweep(kind, thing.madeAt)
    return thing
  }

  async change(thing: Thing): Promise<void> {
    await this.store.keep(thing)
  }

  async get(kind: string, id: string, maxAgeDays = Number.POSITIVE_INFINITY): Promise<Thing | undefined> {
    const thing = await this.store.thing(kind, id)
    return thing && this.clock.now() - thing.madeAt <= maxAgeDays * day ? thing : undefined
  }

  /** Things of a kind that were not deleted, newest first. */
  async all(kind: string): Promise<Thing[]> {
    const things = await this.store.things(kind)
    const gone = new Set((await this.store.things(deletion)).map(({ id }) => id))
    return things.filter(({ id }) => !gone.has(nameOf(kind, id))).reverse()
  }

  /** Remembers that something without a task of its own was deleted. */
  async delete(kind: string, id: string): Promise<void> {
    await this.make(deletion, {}, nameOf(kind, id))
  }

  async isDeleted(kind: string, id: string): Promise<boolean> {
    return (await this.store.thing(deletion, nameOf(kind, id))) !== undefined
  }

  async #sweep(kind: string, now: number): Promise<void> {
    const lifetime = lifetimes.get(kind) ?? Number.POSITIVE_INFINITY
    const last = this.#swept.get(kind) ?? now
    this.#swept.set(kind, last)
    if (now - last < lifetime / sweepsPerLifetime) return
    this.#swept.set(kind, now)
    await this.store.drop(kind, now - lifetime)
  }
}

function nameOf(kind: string, id: string): string {
  return `${kind}:${id}`
}
