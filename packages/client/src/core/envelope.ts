import { parseExact } from './json.js'

/** What a refusal says. */
export interface Failure {
  klingCode: number | undefined
  serverMessage: string
  request_id: string | undefined
}

type Members = Record<string, any>

/** The value of an answer, ids in it as text; undefined where it is no JSON. */
export function readEnvelope(text: string): unknown {
  try {
    return parseExact(text, { alwaysText: ['element_id'] })
  } catch {
    return undefined
  }
}

/**
 * What is wrong with an answer, or undefined for a success.
 *
 * A code other than 0 is a failure whatever the HTTP status. Gateways put Kling's envelope into one of their own, the account operations a second one into `data`: the innermost refusal counts.
 */
export function failureIn(envelope: unknown, status: number): Failure | undefined {
  const outer = (envelope ?? {}) as Members
  const inner = refusalIn(outer, deepest)
  if (!inner && status > 199 && status < 300 && ('data' in Object(outer) || [0, '0'].includes(outer.code))) return undefined
  const { code, message, msg, error, request_id } = inner ?? outer
  return {
    klingCode: Number(code ?? outer.code) || undefined,
    serverMessage: [message, msg, error, outer.message].find((words) => words && typeof words === 'string') ?? 'the answer has no message',
    request_id: request_id || outer.request_id || undefined,
  }
}

/** How many envelopes there are one in another at most. */
const deepest = 4

/** The innermost object with a code that says no. */
function refusalIn(value: any, depth: number): Members | undefined {
  if (Object(value) !== value || !depth) return undefined
  // Relays put an error beside the data; deeper it is a member of a task, which says nothing of the call.
  const beside = depth === deepest ? refusalIn(value.error, 1) : undefined
  return refusalIn(value.data, depth - 1) ?? beside ?? (value.code && value.code !== '0' ? value : undefined)
}
