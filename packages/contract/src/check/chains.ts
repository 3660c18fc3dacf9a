import { catalogues, type FieldReference, references } from '@klingkit/openapi/runtime'
import type { ContractOperation } from '../document/contract.js'
import { idLike, idText } from '../json/exact-json.js'
import { isObject, replaceAt, valuesAt } from '../json/paths.js'

interface Thing {
  id: string
  /** How long the video or sound is, where the answer says so. */
  seconds: number | undefined
}

interface Made {
  operation: string
  /** Kind of thing -> those of one answer. */
  things: Record<string, Thing[]>
}

/** What calls of this run have made, and what later calls may refer to. The chains are those of the document: `x-kling-makes`, `x-kling-task` and `x-kling-reference`. */
export class Chains {
  #made: Made[] = []

  /** Notes what an answer of a synchronous operation has made. */
  noteAnswer(operation: ContractOperation, data: unknown): void {
    const things: Made['things'] = {}
    for (const { kind, at } of operation.makes) {
      const place = at.slice(0, Math.max(0, at.lastIndexOf('.')))
      const holders = place === '' ? [data] : valuesAt(data, place.replace(/\[\]$/, '')).flat()
      things[kind] = thingsIn(holders, at.slice(at.lastIndexOf('.') + 1))
    }
    this.#note(operation.id, things)
  }

  /** Notes what a finished task has made. */
  noteTask(operation: ContractOperation, task: Record<string, any>): void {
    const things: Made['things'] = {}
    for (const result of operation.task?.results ?? []) {
      const kind = kindOf(result)
      const outputs: any[] = Array.isArray(task.outputs) ? task.outputs : []
      const items = [task.task_result?.[result] ?? outputs.filter(({ type }) => type === result)].flat()
      things[kind] = [...thingsIn(items, `${kind}_id`), ...thingsIn(items, 'id')]
    }
    this.#note(operation.id, things)
  }

  /** A body with the ids of things that exist, as far as this run has made some. `missing`: kinds of things whose ids nobody can vouch for. */
  adapt(operation: ContractOperation, body: any): { body: any; missing: string[] } {
    const adapted = structuredClone(body)
    const missing: string[] = []
    const fields = references[operation.id] ?? []
    for (const field of fields) {
      // An empty text says nothing.
      if (!valuesAt(adapted, field.path).some((value) => value !== '')) continue
      const made = this.#find(field, fields)
      if (!made) {
        if (!isListed(field.kind, valuesAt(adapted, field.path))) missing.push(field.kind)
        continue
      }
      const left = made.things[field.kind]!.filter((thing) => fits(thing, field))
      const [first] = left
      replaceAt(adapted, field.path, (before) => idLike(before, (left.shift() ?? first!).id))
      // What is deleted cannot be used again.
      if (operation.kind === 'acknowledgement') made.things[field.kind] = made.things[field.kind]!.filter((thing) => thing !== first)
    }
    return { body: adapted, missing }
  }

  #note(operation: string, things: Made['things']): void {
    if (Object.values(things).some((list) => list.length > 0)) this.#made.push({ operation, things })
  }

  /** Things that only fit together, such as a session and its faces, come from one answer. */
  #find(field: FieldReference, fields: readonly FieldReference[]): Made | undefined {
    const { kind, from } = field
    const together = from === undefined ? [kind] : fields.filter((other) => other.from === from).map((other) => other.kind)
    return this.#made.find(
      (made) =>
        (from === undefined || made.operation === from) &&
        together.every((needed) => (made.things[needed]?.length ?? 0) > 0) &&
        made.things[kind]!.some((thing) => fits(thing, field)),
    )
  }
}

/** Operations in an order in which what one refers to has been made by an earlier one; deletions come last. */
export function inOrder(operations: readonly ContractOperation[]): ContractOperation[][] {
  const ranks: ContractOperation[][] = []
  let left = operations.filter(({ kind }) => kind !== 'acknowledgement')
  while (left.length > 0) {
    const waits = (operation: ContractOperation) =>
      (references[operation.id] ?? []).some(
        (field) => left.some((other) => other !== operation && makes(other, field)) && !ranks.flat().some((done) => makes(done, field)),
      )
    const ready = left.filter((operation) => !waits(operation))
    // Things that need each other: any order will do.
    const rank = ready.length > 0 ? ready : left
    ranks.push(rank)
    left = left.filter((operation) => !rank.includes(operation))
  }
  const deletions = operations.filter(({ kind }) => kind === 'acknowledgement')
  return deletions.length > 0 ? [...ranks, deletions] : ranks
}

/** Whether things of an operation are referred to by any other. */
export function isReferredTo(operation: ContractOperation): boolean {
  return Object.values(references).some((fields) => fields!.some((field) => makes(operation, field)))
}

function makes(operation: ContractOperation, { kind, from }: FieldReference): boolean {
  if (operation.status === 'retired') return false
  if (from !== undefined && from !== operation.id) return false
  return operation.makes.some((made) => made.kind === kind) || (operation.task?.results.some((result) => kindOf(result) === kind) ?? false)
}

/** Voices of the catalogue and the like are there without anybody making them. */
function isListed(kind: string, ids: unknown[]): boolean {
  const catalogue = catalogues[kind]
  return catalogue !== undefined && ids.every((id) => Object.hasOwn(catalogue, String(id)))
}

/** `videos` are made of what is called a `video` where it is referred to. */
function kindOf(result: string): string {
  return result.replace(/s$/, '')
}

/** How long a thing may be; of what nobody says how long it is, any length is taken. */
function fits({ seconds }: Thing, { minSeconds = 0, maxSeconds = Number.POSITIVE_INFINITY }: FieldReference): boolean {
  return seconds === undefined || (seconds >= minSeconds && seconds <= maxSeconds)
}

function thingsIn(holders: readonly unknown[], name: string): Thing[] {
  return holders.filter(isObject).flatMap((holder) => {
    const id = idText(holder[name])
    const seconds = Number(holder.duration ?? Number.NaN)
    return id === undefined ? [] : [{ id, seconds: Number.isFinite(seconds) ? seconds : undefined }]
  })
}
