import type { ContractOperation } from '../document/contract.js'
import type { Call } from './caller.js'
import { CheckError } from './options.js'
import type { Outcome } from './outcome.js'
import { plainReads, unknownRead } from './reads.js'
import type { Run } from './run.js'

/**
 * One read per standard, because each looks at credentials in its own way. Where none of the chosen operations is a read, one is made all the same: before anything is posted, it must be known who answers.
 *
 * @throws CheckError when nobody does
 */
export async function checkWithoutCredentials(run: Run): Promise<void> {
  const { operations, contract, fresh, clock, baseUrl } = run
  const standards = new Set<string>()
  if (!operations.some(isServedRead)) {
    const call = anonymousCall(contract.operations.find(isServedRead)!, fresh.next(), clock.now())
    refuseIfSilent((await run.caller.call(call)).outcome, baseUrl)
  }
  for (const operation of operations.filter(isServedRead)) {
    if (standards.has(operation.standard)) continue
    standards.add(operation.standard)
    const { outcome } = await run.done(anonymousCall(operation, fresh.next(), clock.now()))
    if (standards.size === 1) refuseIfSilent(outcome, baseUrl)
  }
}

function isServedRead({ method, retired }: ContractOperation): boolean {
  return method === 'GET' && !retired
}

function anonymousCall(operation: ContractOperation, id: string, now: number): Call {
  const byId = operation.kind === 'query one' || operation.kind === 'query many by id'
  const { path, query } = byId ? unknownRead(operation, id) : plainReads(operation, now, true)[0]!
  return { operation, name: 'without credential', path, ...(query ? { query } : {}), expectation: 'unauthorized', anonymous: true }
}

function refuseIfSilent({ findings }: Outcome, baseUrl: URL): void {
  const silent = findings.find(({ rule }) => rule === 'no-answer')
  if (silent) throw new CheckError(`nothing answers at ${baseUrl.origin}: ${silent.message}. Is the server running?`)
}
