import { type Operation, successExamples } from '@klingkit/openapi/runtime'
import { isObject, valueAt, withDefaults } from '../body-paths.js'
import { type Outcome, refusal, success } from '../envelope.js'
import { errorText } from '../error-texts.js'
import type { Source } from '../references.js'
import { priceOfCall, spokenSeconds, videoIn } from '../tasks/plan.js'
import type { Call } from './call.js'
import { filledIn } from './filled-in.js'
import type { HandlerParts } from './handler-parts.js'
import { changeSelection } from './selection.js'

/** Operations that answer at once: the documented answer, true to the request, with ids that later calls know. */
export async function synchronous(parts: HandlerParts, operation: Operation, { body }: Call): Promise<Outcome> {
  const { ids, account, clock, references, tasks, profile } = parts
  const full = withDefaults(body, profile.defaultsOf(operation.id))
  const sources = await references.sourcesOf(operation, full)
  if ('missing' in sources) return refusal(ids.request(), 400, 1201, sources.missing)
  const now = clock.now()
  tasks.settle(now)
  const { units = 0, package: pack = 'video' } = priceOfCall(operation.id, body, now)
  const callId = ids.digits()
  // It takes no slot: only tasks count.
  const held = account.reserve({ taskId: callId, operation: operation.id, createdAt: now, type: pack, units, slots: 0 }, now)
  if ('refused' in held) return refusal(ids.request(), 429, 1102, errorText(1102))
  const answered = await answerOf(parts, operation, full, sources.found, callId)
  account.settle(callId, !('refused' in answered), now)
  if ('refused' in answered) return refusal(ids.request(), 400, 1201, answered.refused)
  const { data } = answered
  if ('final_unit_deduction' in data) data.final_unit_deduction = held.cash ? '0' : String(units)
  if (held.cash) data.final_balance_deduction = { quota: String(held.cash.amount), list_price: String(held.cash.amount) }
  return success(ids.request(), data)
}

type Answered = { data: Record<string, any> } | { refused: string }

async function answerOf(parts: HandlerParts, operation: Operation, body: Record<string, any>, sources: Source[], callId: string): Promise<Answered> {
  const { library } = parts
  const seconds = spokenSeconds(operation.id, body)
  const { data, made } = filledIn(parts, documentedData(operation), { operation, body, seconds, callId })
  const session = sources.find(({ kind }) => kind === 'session')
  if (operation.selection && session) {
    const refused = await changeSelection(library, operation.selection, session, body, data)
    if (refused !== undefined) return { refused }
  }
  const video = sources.find(({ kind }) => kind === 'video')
  const faces = made.filter(({ kind }) => kind === 'face').map(({ id }) => id)
  for (const { kind, id } of made) {
    if (kind === 'face') continue
    const content = {
      from: operation.id,
      ...(seconds === undefined ? {} : { seconds }),
      ...(kind === 'session' ? { video: videoIn(body, video?.seconds), ...(faces.length > 0 ? { faces } : {}) } : {}),
      ...(operation.makes?.some(({ list }) => list) ? { shown: data } : {}),
    }
    await library.make(kind, JSON.parse(JSON.stringify(content)), id)
  }
  return { data }
}

function documentedData(operation: Operation): Record<string, any> {
  const [first] = Object.values(successExamples[operation.id] ?? {}) as { data?: unknown }[]
  const data = valueAt(first, 'data')
  return isObject(data) ? structuredClone(data) : {}
}
