import type { ContractOperation } from '../document/contract.js'
import { type Call, skipped } from './caller.js'
import { inOrder } from './chains.js'
import { chosenExamples } from './chosen.js'
import { externalIdIn, namesServedModel } from './example-body.js'
import { followUp, type MadeTask } from './follow-up.js'
import type { Run } from './run.js'
import { taskIdsIn } from './tasks.js'

/** Sends the request examples, what others refer to first, and follows up the tasks that they make. */
export async function checkExamples(run: Run): Promise<void> {
  for (const rank of inOrder(run.operations.filter(({ method }) => method === 'POST'))) {
    const made: MadeTask[] = []
    await run.inLanes(rank, async (operation) => {
      const task = await sendExamples(run, operation)
      if (task) made.push(task)
    })
    await run.inLanes(made, (task) => followUp(run, task))
  }
}

/** Sends the request examples of an operation; the first task it has made. */
async function sendExamples(run: Run, operation: ContractOperation): Promise<MadeTask | undefined> {
  const { options, safety, budget, chains, fresh } = run
  let task: MadeTask | undefined
  let cursor: string | undefined
  for (const [name, example] of chosenExamples(operation, options.examples ?? (safety.live ? 'minimal' : 'all'))) {
    const { body, missing } = chains.adapt(operation, fresh.freshen(example, { callbacks: !safety.live }))
    const call: Call = { operation, name: `example ${name}`, path: operation.path, body, expectation: expectationOf(operation, body, missing) }
    if (missing.length > 0 && safety.live && budget) {
      run.note(skipped(call, `it refers to what has to be made first: ${missing.join(', ')}`))
      continue
    }
    if (operation.kind === 'cursor list' && body.cursor) {
      if (cursor) body.cursor = cursor
      else call.expectation = 'either'
    }
    const { data } = await run.done(call)
    if (data === undefined) continue
    cursor ??= typeof data?.next_cursor === 'string' && data.next_cursor !== '' ? data.next_cursor : undefined
    chains.noteAnswer(operation, data)
    const [id] = operation.kind === 'async task' ? taskIdsIn(operation, data) : []
    if (id !== undefined) task ??= { create: operation, id, externalId: externalIdIn(body) }
  }
  return task
}

function expectationOf(operation: ContractOperation, body: unknown, missing: string[]): Call['expectation'] {
  if (operation.retired) return 'retired'
  return namesServedModel(operation, body) && missing.length === 0 ? 'success' : 'either'
}
