import type { ContractOperation, Parameter } from '../document/contract.js'
import type { Finding } from '../judge/finding.js'
import type { Call } from './caller.js'
import { taskIn } from './tasks.js'

const day = 86_400_000

/** A read of one task by its id, or by the caller's own. */
export function readOf(operation: ContractOperation, id: { task: string } | { external: string; task: string }, name: string): Call {
  const own = 'external' in id
  const asked = own ? id.external : id.task
  const also = (data: unknown): Finding[] =>
    taskIn(data, id.task) ? [] : [{ rule: 'wrong-task', at: 'response.data', message: `the answer does not hold the task ${id.task} that was asked for` }]
  return { operation, name, ...placeFor(operation, asked, own), expectation: 'success', also }
}

/** A read of a task that nobody has made. */
export function unknownRead(operation: ContractOperation, id: string): Call {
  const expectation = operation.retired ? 'retired' : operation.kind === 'query one' ? 'refusal' : 'success'
  return { operation, name: 'unknown id', ...placeFor(operation, id, false), expectation }
}

/** Reads that need no id: lists as such and by page, queries over the last day; and, where a refusal costs nothing, numbers beyond their limits. */
export function plainReads(operation: ContractOperation, now: number, live: boolean): Call[] {
  const expectation = operation.retired ? 'retired' : 'success'
  const needed = neededQuery(operation, now)
  const numbers = operation.parameters.filter(({ in: place, required, schema }) => place === 'query' && !required && schema.type === 'integer')
  const calls: Call[] = [{ operation, name: 'read', path: operation.path, query: needed, expectation }]
  if (operation.retired || numbers.length === 0) return calls
  calls.push({ operation, name: 'read a page', path: operation.path, query: { ...needed, ...Object.fromEntries(numbers.map(leastOf)) }, expectation })
  for (const { name, schema } of numbers.filter(({ schema }) => schema.maximum !== undefined)) {
    // Whether the real service minds is not known.
    const beyond = live ? ('either' as const) : ('refusal' as const)
    calls.push({
      operation,
      name: `${name} above its maximum`,
      path: operation.path,
      query: { ...needed, [name]: String(schema.maximum + 1) },
      expectation: beyond,
    })
  }
  return calls
}

function leastOf({ name, schema }: Parameter): [string, string] {
  return [name, String(schema.minimum ?? 1)]
}

function placeFor(operation: ContractOperation, id: string, own: boolean): { path: string; query?: Record<string, string> } {
  if (operation.kind === 'query one') return { path: operation.path.replace(/\{[^}]+\}/, () => encodeURIComponent(id)) }
  const names = operation.parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name)
  const name = names.find((candidate) => candidate.endsWith('task_ids') && candidate.includes('external') === own)
  return { path: operation.path, query: name === undefined ? {} : { [name]: id } }
}

/** Whether tasks can be read by the caller's own id. */
export function readsExternalIds(operation: ContractOperation): boolean {
  return operation.parameters.some(({ name, description }) => /external_task_id/.test(`${name} ${description}`))
}

/** What a query cannot do without: times, spread over the last day in the order of the document. */
function neededQuery({ parameters }: ContractOperation, now: number): Record<string, string> {
  const times = parameters.filter(({ in: place, required, schema }) => place === 'query' && required && schema['x-kling-unit'] === 'ms')
  return Object.fromEntries(times.map(({ name }, index) => [name, String(now - day + Math.floor((day * index) / Math.max(1, times.length - 1)))]))
}
