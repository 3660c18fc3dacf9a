import type { Contract, ContractOperation } from '../document/contract.js'
import { CheckError, type CheckOptions } from './options.js'

/** The operations that are checked. @throws CheckError for an id that is none */
export function chosenOperations({ operations }: Contract, { operations: wanted, experimental = false }: CheckOptions): ContractOperation[] {
  const unknown = wanted?.find((id) => !operations.some((operation) => operation.id === id))
  if (unknown !== undefined) throw new CheckError(`the document has no operation '${unknown}'; ids are spelled as createText2Video`)
  return operations.filter(({ id, status }) => (wanted ? wanted.includes(id) : experimental || status !== 'experimental'))
}

/** The request examples of an operation that are sent: all of them, or, where that may cost something or it is retired, the minimal one. */
export function chosenExamples({ requests, retired }: ContractOperation, which: 'minimal' | 'all'): [string, any][] {
  const all = Object.entries(requests)
  if (which === 'all' && !retired) return all
  return all.filter(([name], index) => (Object.hasOwn(requests, 'minimal') ? name === 'minimal' : index === 0))
}
