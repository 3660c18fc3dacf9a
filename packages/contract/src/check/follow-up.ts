import type { Contract, ContractOperation } from '../document/contract.js'
import { isReferredTo } from './chains.js'
import { readOf, readsExternalIds } from './reads.js'
import type { Run } from './run.js'
import { isEnded, taskIn } from './tasks.js'

/** A task that an example has made. */
export interface MadeTask {
  create: ContractOperation
  id: string
  externalId: string | undefined
}

/** Milliseconds between two reads. */
const pollHere = 200
const pollLive = 5000

/** Reads a task by both ids, and again until it has ended, so that what it made is known. */
export async function followUp(run: Run, { create, id, externalId }: MadeTask): Promise<void> {
  const { operations, caller, chains, contract, clock, options, safety } = run
  const read = operations.find((operation) => operation.id === create.task?.get)
  if (!read) return
  if (externalId !== undefined && readsExternalIds(read) && findsExternalIds(contract)) {
    await run.done(readOf(read, { external: externalId, task: id }, `own id of a task of ${create.id}`))
  }
  const call = readOf(read, { task: id }, `task of ${create.id}`)
  const deadline = clock.now() + (options.waitSeconds ?? 30) * 1000
  let reply = await caller.call(call)
  while (reply.outcome.result === 'passed' && !isEnded(taskIn(reply.data, id)!) && clock.now() < deadline) {
    await clock.sleep(safety.live ? pollLive : pollHere)
    reply = await caller.call(call)
  }
  run.note(reply)
  const task = taskIn(reply.data, id)
  if (task && isReferredTo(create)) chains.noteTask(create, task)
}

/** Of a gateway it may be known that it does not. */
function findsExternalIds({ document }: Contract): boolean {
  const gateway = document['x-kling-gateway']
  return gateway === undefined || gateway.habits?.lookup?.external_task_id === true
}
