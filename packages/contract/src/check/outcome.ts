import type { Finding } from '../judge/finding.js'

/** What must come back: a success, a refusal, the refusal of a retired operation, that of a missing credential, or either of the first two as long as it keeps to the document. */
export type Expectation = 'success' | 'refusal' | 'retired' | 'unauthorized' | 'either'

/** One call of a check and what came of it. */
export interface Outcome {
  operation: string
  /** What was sent, for example `example full`. */
  name: string
  /** For example `POST /v1/videos/text2video`. */
  line: string
  expectation: Expectation
  result: 'passed' | 'failed' | 'skipped'
  findings: Finding[]
  /** Why it was not sent. */
  reason?: string
  status?: number
  milliseconds?: number
}

export interface CheckReport {
  baseUrl: string
  gateway: string
  /** Why only free calls were sent, or how much could be spent. */
  safety: string
  startedAt: string
  milliseconds: number
  outcomes: Outcome[]
  /** The run ended early: something was accepted that should have been refused, and may be billed. */
  stopped?: { reason: string; taskIds: string[] }
  /** Ids of the tasks that were made. */
  taskIds: string[]
  /** Units the calls cost by the price table; undefined where nothing is billed. */
  units?: { spent: number; limit: number }
}

/** Whether the contract was kept. */
export function isKept(report: CheckReport): boolean {
  return report.stopped === undefined && report.outcomes.every(({ result }) => result !== 'failed')
}
