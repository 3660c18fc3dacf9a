/** An answer before it is text: a gateway may still change it. */
export interface Outcome {
  status: number
  body: Record<string, unknown>
  headers: Record<string, string>
}

export function success(requestId: string, data: unknown): Outcome {
  return { status: 200, body: { code: 0, message: 'SUCCEED', request_id: requestId, data }, headers: {} }
}

export function refusal(requestId: string, status: number, code: number, message: string): Outcome {
  return { status, body: { code, message, request_id: requestId }, headers: {} }
}

/** What the service's framework answers for a path it does not know. */
export function unrouted(path: string, now: number): Outcome {
  const timestamp = new Date(now).toISOString().replace('Z', '+0000')
  return { status: 404, body: { timestamp, status: 404, error: 'Not Found', message: 'No message available', path }, headers: {} }
}

const warningHeader = 'kling-mock-warning'

/** Says in a header what a client should know although the request was answered. */
export function warn(outcome: Outcome, warnings: readonly string[]): void {
  if (warnings.length === 0) return
  const text = [outcome.headers[warningHeader], ...warnings].filter(Boolean).join('; ')
  // Headers carry plain characters only, and no blanks at their ends.
  outcome.headers[warningHeader] = text
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 4000)
    .trim()
}
