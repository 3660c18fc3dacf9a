import type { MockEvent } from '../control-api/events.js'
import type { RequestLogEntry } from '../request-log.js'

const mostTold = 1000

/** A listener that tells what differs from the document, each difference once: of requests what breaks a rule, of answers all that is new. */
export function driftTeller(tell: (line: string) => void): (event: MockEvent) => void {
  const told = new Set<string>()
  return (event) => {
    if (event.type !== 'request') return
    const { operationId, issues = [], warnings = [], drift = [], status } = event.request as RequestLogEntry
    const lines = [
      ...issues.map(({ path, message }) => `request of ${operationId}: ${path}: ${message}`),
      ...warnings.map(({ path, message }) => `request of ${operationId}: ${path}: ${message}`),
      // Places in lists differ from answer to answer.
      ...drift.map(({ kind, at, message }) => `answer ${status} of ${operationId}: ${kind} at ${at.replace(/\[\d+\]/g, '[]') || 'the body'}: ${message}`),
    ]
    for (const line of lines) {
      if (told.has(line) || told.size >= mostTold) continue
      told.add(line)
      tell(line)
    }
  }
}
