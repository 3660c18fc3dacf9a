import type { RequestEvent } from '@klingkit/simulator'
import type { RequestCheck } from '@klingkit/zod'
import type { Drift } from './proxy/drift.js'
import type { HandledRequest } from './replay.js'

export interface RequestLogEntry {
  /** When it came in, in milliseconds since 1970. */
  time: number
  method: string
  url: string
  /** The operation it was meant for, where there is one. */
  operationId?: string
  /** The start of the body as it came in. */
  body?: string
  /** HTTP status of the answer. */
  status: number
  /** Code and words of the refusal, where the simulator refused it. */
  refusal?: NonNullable<RequestEvent['refusal']>
  /** What made trouble of it: rules, the header, magic words; of what several say, the last counts. */
  trouble?: NonNullable<RequestEvent['trouble']>
  /** Why it was refused, where a rule was broken. */
  issues?: RequestCheck['issues']
  /** What the service would ignore. */
  warnings?: RequestCheck['warnings']
  /** In proxy mode: what the answer has that the document has not. */
  drift?: Drift[]
}

const entriesKept = 1000
const bytesKept = 16 * 1024

/** What came in lately. Headers are not kept, so no credential is. */
export class RequestLog {
  readonly entries: RequestLogEntry[] = []

  /** @param onEntry hears of every request */
  constructor(private onEntry?: (entry: RequestLogEntry) => void) {}

  note(
    method: string,
    url: string,
    { answer, operationId, refusal, trouble, issues, warnings, drift, text }: HandledRequest,
    body: Uint8Array | undefined,
  ): void {
    const entry: RequestLogEntry = { time: Date.now(), method, url, status: answer.status }
    if (operationId) entry.operationId = operationId
    if (refusal) entry.refusal = refusal
    if (trouble) entry.trouble = trouble
    if (issues) entry.issues = issues
    if (warnings) entry.warnings = warnings
    if (drift && drift.length > 0) entry.drift = drift
    if (body && body.length > 0) entry.body = text !== undefined && text.length <= bytesKept ? text : startOf(body)
    this.entries.push(entry)
    if (this.entries.length > entriesKept) this.entries.shift()
    this.onEntry?.(entry)
  }

  clear(): void {
    this.entries.length = 0
  }
}

/** The bytes are cut, not the text: a part of a string would keep the whole one in memory. */
function startOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, bytesKept)).toString()
}
