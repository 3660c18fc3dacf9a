import { mockNow } from '../control/mock-clock.ts'
import type { ExampleRequest, OfferedOperation, StudioTask } from '../control/types.ts'
import { parseExactly, writeExactly } from './exact-json.ts'

const month = 30 * 86_400_000

/** What stands in the editor first: the first example; of a read, with what this mock knows put into what is blank. */
export function firstText(
  operation: OfferedOperation,
  examples: readonly ExampleRequest[],
  operations: readonly OfferedOperation[],
  tasks: readonly StudioTask[],
): string {
  const text = examples[0]?.text ?? '{}'
  if (operation.method === 'POST') return text
  const creates = operations.filter(({ get }) => get === operation.id).map(({ id }) => id)
  const newest = (creates.length === 0 ? tasks : tasks.filter((task) => creates.includes(task.operation)))[0]?.id ?? ''
  const known: Record<string, unknown> = { id: newest, start_time: Math.round(mockNow() - month), end_time: Math.round(mockNow()) }
  const given = parseExactly(text) as Record<string, unknown>
  const filled = Object.entries(given).map(([name, value]) => [name, value === '' ? (known[name] ?? value) : value])
  return writeExactly({ ...Object.fromEntries(filled), ...(operation.kind === 'query many by id' ? { task_ids: newest } : {}) })
}
