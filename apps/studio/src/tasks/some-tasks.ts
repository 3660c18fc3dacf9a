import { controlApi } from '../control/control-api.ts'
import type { OfferedOperation, View } from '../control/types.ts'

/** As many of each kind; enough to see how a list of tasks looks. */
const ofEach = 4

/** A seed of several kinds of tasks and ends, with the documented bodies. */
export async function someTasks(operations: readonly OfferedOperation[], view: View): Promise<object> {
  const creates = operations.filter(({ kind, status }) => kind === 'async task' && status === 'current')
  const kinds = creates.filter(({ tag }, index) => index === creates.findIndex((other) => other.tag === tag))
  const bodies = await Promise.all(kinds.map(async ({ id }) => (await controlApi.examples(view, id)).map(({ text }) => JSON.parse(text))))
  const rounds = Array.from({ length: ofEach }, (_, round) =>
    kinds.map(({ id: operation }, index) => ({ operation, body: bodyOf(bodies[index]!, round), ...endOf(round, index) })),
  )
  return { tasks: rounds.flat() }
}

function bodyOf(bodies: readonly Record<string, unknown>[], round: number): Record<string, unknown> {
  const { external_task_id: _, ...body } = bodies[round % bodies.length] ?? {}
  return body
}

/** Most succeed; in the last round, which is the newest, some have failed and some run on. */
function endOf(round: number, index: number): object {
  if (round < ofEach - 1) return index === 3 * round + 1 ? { status: 'failed' } : {}
  return [{ status: 'processing', stays: true }, { status: 'failed' }, {}][index % 3]!
}
