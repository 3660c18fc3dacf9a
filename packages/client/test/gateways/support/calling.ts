import { allOperations } from '../../../src/core/table.ts'
import type { ContractOperation } from '../../support/contract.ts'

/** Calls an operation of a facade by its id, with what the document shows: body, query, or the id of a task. */
export function callById(
  kling: object,
  { id, method, needs }: Pick<ContractOperation, 'id' | 'method' | 'needs'>,
  body?: unknown,
  options?: object,
): Promise<any> {
  const { call } = allOperations().find(({ operation }) => operation.id === id)!
  const resource = call.slice(0, -1).reduce((at: any, segment) => at[segment], kling)
  const first = method === 'POST' ? body : (needs.path?.id ?? needs.query)
  return Promise.resolve(resource[call.at(-1)!](first, options))
}
