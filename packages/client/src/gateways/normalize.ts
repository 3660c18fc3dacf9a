import type { GatewayFacts } from './facts.js'

type Members = Record<string, unknown>

/**
 * Brings an answer into Kling's form: `code`, `message`, `request_id` and `data` in one envelope, refusals at its top, the message of a success in Kling's spelling, members without a value left out.
 *
 * What the gateway does not say stays away: a missing `request_id` is not made up.
 */
export function normalize(facts: GatewayFacts, envelope: unknown): unknown {
  if (!isMembers(envelope)) return envelope
  return refusal(facts, envelope) ?? success(facts, unwrapped(facts, envelope))
}

/** Kling's refusal out of the gateway's; what is missing in it may stand around it. */
function refusal({ errorAt }: GatewayFacts, envelope: Members): Members | undefined {
  const inner = errorAt === undefined ? undefined : at(envelope, errorAt)
  if (!isMembers(inner) || typeof inner.code !== 'number' || inner.code === 0) return ownRefusal(envelope)
  const { code, message = envelope.message, request_id = envelope.request_id, data } = inner
  return withoutEmpty({ code, message, request_id, data })
}

/** What a relay says of itself, in the form that most relays use: `error` holds the message. */
function ownRefusal({ error, code, message, request_id }: Members): Members | undefined {
  if (!isMembers(error) || typeof error.message !== 'string' || code === 0) return undefined
  return withoutEmpty({ code: typeof code === 'number' ? code : undefined, message: error.message || message, request_id })
}

/** The task out of an envelope of the gateway's own, which is put around Kling's answer, or around the task alone. */
function unwrapped({ wrapper, messages: [message] }: GatewayFacts, envelope: Members): Members {
  const word = wrapper && at(envelope, wrapper.status)
  if (!wrapper || typeof word !== 'string' || envelope.code === 0) return envelope
  const inner = at(envelope, wrapper.body)
  if (isMembers(inner) && typeof inner.code === 'number') return inner
  const { task_id, fail_reason } = envelope.data as Members
  const task = { task_id, task_status: taskStatus(word, wrapper.done), task_status_msg: fail_reason, ...(isMembers(inner) ? inner : {}) }
  return { code: 0, message, request_id: envelope.request_id, data: withoutEmpty(task) }
}

/** A word of the gateway for the state of a task; one that is not known goes on as it is, which counts as running. */
function taskStatus(word: string, done: string): string {
  if (word === done) return 'succeed'
  return /^fail/i.test(word) ? 'failed' : word.toLowerCase()
}

function success(facts: GatewayFacts, envelope: Members): Members {
  const { code, message, request_id, data, ...rest } = envelope
  const spelled = code === 0 && facts.messages.includes(String(message)) ? facts.messages[0] : message
  return withoutEmpty({ ...rest, code, message: spelled, request_id, data: withoutNulls(data) })
}

/** The types say of what may be missing that it may, so null tells nothing more. In lists every place counts. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isMembers(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])))
}

function withoutEmpty(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined && member !== null))
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((holder, name) => (isMembers(holder) ? holder[name] : undefined), value)
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
