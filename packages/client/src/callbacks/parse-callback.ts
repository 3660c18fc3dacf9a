import { parseExact } from '../core/json.js'
import { outcomeOf, stateOf } from '../wait/task-state.js'
import { bodyBytes } from './body-bytes.js'
import type { CallbackEvent } from './callback-event.js'
import { isComplete } from './is-complete.js'
import { KlingCallbackParseError } from './kling-callback-parse-error.js'

/**
 * Reads the body of a callback: a bare task of the legacy standard (`task_id`, `task_status`) or of the new one (`id`, `status`). Nothing is proved by it: check the signature first.
 *
 * Integers beyond the exact range of a number become text, `element_id` always. An unknown status word is kept in `status`, with `outcome: 'unknown'`; `succeed` and `succeeded` are taken on both standards.
 *
 * @param body the text or the bytes (UTF-8) of the body
 * @throws KlingCallbackParseError when it is not JSON, or no task; answer 400
 * @example
 * const event = parseCallback(body)
 * if (event.outcome === 'failed') console.log(event.reason)
 * else if (event.standard === 'legacy') console.log(event.task.task_result?.videos?.[0]?.url)
 * else console.log(event.task.outputs)
 * @see https://kling.ai/document-api/api/get-started/callbacks
 */
export function parseCallback(body: string | Uint8Array | ArrayBuffer): CallbackEvent {
  const task = readTask(body)
  const isLegacy = 'task_id' in task
  const id = idOf(isLegacy ? task.task_id : task.id, isLegacy ? 'task_id' : 'id')
  const { status, reason: said, updated } = stateOf(task)
  if (typeof status !== 'string' || status === '')
    throw new KlingCallbackParseError(`The body of the callback has no ${isLegacy ? 'task_status' : 'status'}, so it is not a task.`)
  const outcome = outcomeOf(status) ?? 'unknown'
  const reason = outcome === 'failed' ? text(said) : undefined
  const externalId = text(isLegacy ? task.task_info?.external_task_id : task.external_id)
  const updatedAt = milliseconds(updated)
  return {
    standard: isLegacy ? 'legacy' : 'new',
    id,
    ...(externalId === undefined ? {} : { external_task_id: externalId }),
    status,
    outcome,
    terminal: outcome === 'succeeded' || outcome === 'failed',
    complete: (outcome === 'succeeded' || outcome === 'failed') && isComplete(task, outcome === 'failed', updatedAt),
    ...(reason === undefined ? {} : { reason }),
    ...(updatedAt === undefined ? {} : { updated_at: updatedAt }),
    task: { ...task, [isLegacy ? 'task_id' : 'id']: id },
  }
}

function readTask(body: string | Uint8Array | ArrayBuffer): any {
  let task: any
  try {
    // Bytes that are no UTF-8 are refused, not replaced.
    task = parseExact(typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(bodyBytes(body)), { alwaysText: ['element_id'] })
  } catch {
    throw new KlingCallbackParseError('The body of the callback is not JSON in UTF-8. Pass it as it came in, before any parsing.')
  }
  if (typeof task !== 'object' || !task || Array.isArray(task)) throw new KlingCallbackParseError('The body of the callback is not a JSON object.')
  if ('task_id' in task || 'id' in task) return task
  throw new KlingCallbackParseError('The body of the callback has neither task_id (legacy standard) nor id (new standard), so it is not a task.')
}

function idOf(value: unknown, name: string): string {
  const id = Number.isSafeInteger(value) ? String(value) : value
  if (typeof id !== 'string' || id === '') throw new KlingCallbackParseError(`The ${name} in the body of the callback is not an id.`)
  return id
}

/** Empty texts stand for none, as in nearly all samples. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function milliseconds(value: unknown): number | undefined {
  const time = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof time === 'number' && Number.isFinite(time) ? time : undefined
}
