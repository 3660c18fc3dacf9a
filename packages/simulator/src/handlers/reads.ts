import type { Operation } from '@klingkit/openapi/runtime'
import { type Outcome, refusal, success } from '../envelope.js'
import { namedText } from '../error-texts.js'
import { createOfRead, familyOf } from '../operations.js'
import type { TaskRecord } from '../tasks/task-record.js'
import type { Call } from './call.js'
import type { HandlerParts } from './handler-parts.js'
import { numberedPage } from './task-lists.js'

/** One legacy task, by its id or the caller's. */
export async function readOne({ tasks, ids, profile }: HandlerParts, operation: Operation, { params }: Call): Promise<Outcome> {
  const create = createOfRead.get(operation.id)
  const id = params.id ?? ''
  const task = await tasks.read(id, (candidate) => candidate.operation === create?.id, profile.findsExternalIds ? 'either' : 'id')
  if (!task) return refusal(ids.request(), 400, 1201, namedText(1201, 'not-found', id))
  return success(ids.request(), profile.legacyTask(tasks.legacy(task), operation, tasks.stateOf(task).status))
}

/** A page of legacy tasks of one kind. */
export async function readPage(parts: HandlerParts, operation: Operation, call: Call): Promise<Outcome> {
  const { tasks, ids, profile } = parts
  const found = await numberedPage(parts, operation, createOfRead.get(operation.id)!, call)
  return success(
    ids.request(),
    found.map((task) => profile.legacyTask(tasks.legacy(task), operation, tasks.stateOf(task).status)),
  )
}

/** Tasks by their ids, in the order asked for; those that are not known are left out. */
export async function readMany({ tasks, ids }: HandlerParts, operation: Operation, { query }: Call): Promise<Outcome> {
  const family = familyOf(operation.id)
  const external = listed(query.external_task_ids)
  const wanted = external.length > 0 ? external : listed(query.task_ids)
  const found: TaskRecord[] = []
  for (const id of wanted) {
    const task = await tasks.read(id, (candidate) => familyOf(candidate.operation) === family, external.length > 0 ? 'external' : 'id')
    if (task) found.push(task)
  }
  return success(
    ids.request(),
    found.map((task) => tasks.inNewShape(task)),
  )
}

/** Ids separated by commas, each once. */
function listed(value: string | string[] | undefined): string[] {
  const ids = String(value ?? '').split(',')
  return [...new Set(ids.map((id) => id.trim()).filter(Boolean))]
}
