import { type CheckReport, isKept, type Outcome } from '../check/outcome.js'
import type { HarReport } from '../har/check-har.js'

/** What all forms of a report are made from. */
export interface Report {
  title: string
  /** Head of the report: name and value. */
  facts: [name: string, value: string][]
  outcomes: Outcome[]
  /** Said above everything else. */
  alarm?: string
  kept: boolean
  startedAt: string
  milliseconds: number
}

export function reportOfCheck(report: CheckReport): Report {
  const { baseUrl, gateway, safety, stopped, taskIds, units, outcomes, startedAt, milliseconds } = report
  const facts: Report['facts'] = [
    ['server', baseUrl],
    ['document', gateway],
    ['sent', safety],
    ['result', counts(outcomes)],
  ]
  if (taskIds.length > 0) facts.push(['tasks made', String(taskIds.length)])
  if (units) facts.push(['units', `up to ${rounded(units.spent)} of ${units.limit}`])
  const alarm = stopped ? `Stopped: ${stopped.reason}. It may be billed. Task ids: ${stopped.taskIds.join(', ') || 'none in the answer'}` : nowhere(report)
  return { title: 'Kling contract check', facts, outcomes, ...(alarm ? { alarm } : {}), kept: isKept(report), startedAt, milliseconds }
}

/** Where nothing at all is right, it is the address that is wrong. */
function nowhere({ baseUrl, outcomes }: CheckReport): string | undefined {
  const judged = outcomes.filter(({ result }) => result !== 'skipped')
  if (judged.length < 2 || judged.some(({ result }) => result === 'passed')) return undefined
  return `Not one answer is right. Is ${baseUrl} the base URL, behind which paths such as /v1/videos/text2video stand (of a gateway: with --gateway, and its prefix in the URL)?`
}

export function reportOfHar({ file, entries, ignored, outcomes, startedAt }: HarReport): Report {
  const facts: Report['facts'] = [
    ['file', file],
    ['entries', `${entries}, ${ignored} of them of other hosts`],
    ['result', counts(outcomes)],
  ]
  return { title: 'Kling contract of recorded traffic', facts, outcomes, kept: outcomes.every(({ result }) => result !== 'failed'), startedAt, milliseconds: 0 }
}

function counts(outcomes: Outcome[]): string {
  const number = (result: Outcome['result']) => outcomes.filter((outcome) => outcome.result === result).length
  const operations = new Set(outcomes.filter(({ result }) => result !== 'skipped').map(({ operation }) => operation)).size
  return `${number('passed')} passed, ${number('failed')} failed, ${number('skipped')} not sent; ${operations} operations`
}

function rounded(units: number): number {
  return Math.round(units * 1000) / 1000
}
