import { type Operation, references as referenceTable, successExamples } from '@klingkit/openapi/runtime'
import { setAt, textOf, valueAt } from '../body-paths.js'
import { type Outcome, refusal, success } from '../envelope.js'
import { namedTextFor } from '../error-texts.js'
import { makerOfList } from '../operations.js'
import { missingText } from '../references.js'
import type { Call } from './call.js'
import type { HandlerParts } from './handler-parts.js'
import { pageOf } from './task-lists.js'

/** Deletes what the one reference of the request names. */
export async function deletion({ ids, library, references, tasks }: HandlerParts, operation: Operation, { body }: Call): Promise<Outcome> {
  const { kind, path } = referenceTable[operation.id]![0]!
  const id = textOf(valueAt(body, path))
  const refuse = (message: string) => refusal(ids.request(), 400, 1201, message)
  if (id === '') return refuse(missingText(operation, kind, id))
  if (await references.wasDeleted(kind, id)) return refuse(alreadyDeleted(operation, kind, id))
  const sources = await references.sourcesOf(operation, body)
  if ('missing' in sources) return refuse(sources.missing)
  const [source] = sources.found
  // Nobody deletes what belongs to everybody.
  if (source?.preset !== undefined) return refuse(missingText(operation, kind, id))
  if (source?.task) await tasks.markDeleted(source.task)
  else await library.delete(kind, id)
  return success(ids.request(), { task_id: ids.digits(), task_status: 'succeed' })
}

/** The text that was seen for elements, and after its pattern for voices. */
function alreadyDeleted(operation: Operation, kind: string, id: string): string {
  const named = namedTextFor(1201, `${kind}-already-deleted`, id, operation)
  return named ?? `${kind[0]!.toUpperCase()}${kind.slice(1)} already be deleted for id: ${id}`
}

/** Lists that are no task lists: what a synchronous operation made, or the official library as the documented page shows it. */
export async function libraryList({ ids, library }: HandlerParts, operation: Operation, { query }: Call): Promise<Outcome> {
  const { page, size } = pageOf(operation, query)
  const maker = makerOfList.get(operation.id)
  const entries = maker ? await madeBy(maker) : documentedEntries(operation)
  return success(ids.request(), entries.slice((page - 1) * size, page * size))

  async function madeBy({ id, makes }: Operation): Promise<unknown[]> {
    const { kind, at } = makes!.find(({ list }) => list === operation.id)!
    const things = (await library.all(kind)).filter(({ content }) => content.from === id)
    return things.map((thing) => {
      const entry = { ...thing.content.shown }
      setAt(entry, at, thing.id)
      return entry
    })
  }
}

function documentedEntries(operation: Operation): unknown[] {
  const [first] = Object.values(successExamples[operation.id] ?? {}) as { data?: unknown }[]
  return Array.isArray(first?.data) ? first.data : []
}
