import type { Outcome } from '../check/outcome.js'
import { grouped } from './grouped.js'
import type { Report } from './report.js'

/** A report for the terminal: what failed in full, what was left out by reason. */
export function textReport({ title, facts, outcomes, alarm, kept }: Report): string {
  const width = Math.max(...facts.map(([name]) => name.length))
  const head = [title, ...facts.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)]
  const failed = outcomes.filter(({ result }) => result === 'failed').flatMap(failedLines)
  const skipped = grouped(
    outcomes.filter(({ result }) => result === 'skipped'),
    ({ reason }) => reason,
  ).map(([reason, list]) => `  ${list.length} x ${reason}`)
  return [
    ...head,
    ...(alarm ? ['', alarm] : []),
    ...(failed.length > 0 ? ['', 'Failed', ...failed] : []),
    ...(skipped.length > 0 ? ['', 'Not sent', ...skipped] : []),
    '',
    outcomes.length === 0 ? 'Nothing was judged.' : kept ? 'The contract is kept.' : 'The contract is broken.',
  ].join('\n')
}

function failedLines({ operation, name, line, findings }: Outcome): string[] {
  return [`  ${operation}, ${name}`, `    ${line}`, ...findings.map(({ rule, at, message }) => `    ${rule} at ${at}: ${message}`)]
}
