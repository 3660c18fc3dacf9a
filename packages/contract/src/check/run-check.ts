import { readContract } from '../document/contract.js'
import { checkWithoutCredentials } from './anonymous-reads.js'
import { baseUrlOf } from './base-url.js'
import { StopRun } from './caller.js'
import { checkExamples } from './check-examples.js'
import { checkInvalid } from './check-invalid.js'
import { checkReads } from './check-reads.js'
import { CheckError, type CheckOptions } from './options.js'
import type { CheckReport, Outcome } from './outcome.js'
import { type Clock, realClock } from './pace.js'
import { Run } from './run.js'
import { safetyOf } from './safety.js'

/**
 * Drives the operations of a document with their examples and holds every answer against it. Where calls may be billed only free ones are sent, unless `allowPaid` is set.
 *
 * @returns what was sent and what came of it; `isKept(report)` tells whether the contract was kept
 * @throws CheckError when the check cannot be made as asked for
 * @example
 * const report = await runCheck({ baseUrl: 'http://127.0.0.1:4010' })
 * console.log(isKept(report), report.outcomes.filter(({ result }) => result === 'failed'))
 */
export async function runCheck(options: CheckOptions, clock: Clock = realClock): Promise<CheckReport> {
  const baseUrl = baseUrlOf(options.baseUrl)
  const gateway = options.gateway ?? 'official'
  if (options.allowPaid && options.maxUnits === undefined)
    throw new CheckError('allowPaid needs maxUnits: --allow-paid --max-units N, the most units the run may cost')
  const safety = await safetyOf(baseUrl, options.safe)
  if (safety.live && baseUrl.protocol !== 'https:' && options.safe !== 'on') {
    throw new CheckError(`${baseUrl.host} would get the credential unencrypted: use https, or --safe on if it is a proxy of your own`)
  }
  const run = new Run(options, baseUrl, readContract(gateway), safety, clock)
  const startedAt = clock.now()
  return reportOf(run, startedAt, await stopOf(run))
}

/** Makes the check; what has stopped it, if anything. */
async function stopOf(run: Run): Promise<CheckReport['stopped']> {
  try {
    // One GET first: it tells whether anybody is there, and whether a proxy stands in between.
    await checkWithoutCredentials(run)
    await checkReads(run)
    await checkExamples(run)
    await checkInvalid(run)
    return undefined
  } catch (error) {
    if (!(error instanceof StopRun)) throw error
    run.note({ outcome: (error as StopRun & { outcome: Outcome }).outcome, data: undefined })
    return { reason: error.message, taskIds: error.taskIds }
  }
}

function reportOf(
  { baseUrl, contract, safety: { live, why }, budget, clock, outcomes, caller }: Run,
  startedAt: number,
  stopped: CheckReport['stopped'],
): CheckReport {
  return {
    baseUrl: `${baseUrl.origin}${baseUrl.pathname.replace(/\/$/, '')}`,
    gateway: contract.gateway,
    safety: live ? `${budget ? `up to ${budget.limit} units` : 'only calls that cost nothing'}: ${why}` : `everything: ${why}`,
    startedAt: new Date(startedAt).toISOString(),
    milliseconds: clock.now() - startedAt,
    outcomes,
    ...(stopped ? { stopped } : {}),
    taskIds: caller.taskIds,
    ...(live && budget ? { units: { spent: budget.spent, limit: budget.limit } } : {}),
  }
}
