import { type Operation, retiredModels } from '@klingkit/openapi/runtime'
import { isObject, withDefaults } from '../body-paths.js'
import { type Outcome, refusal, success, warn } from '../envelope.js'
import { discontinuedModel, errorText, namedText } from '../error-texts.js'
import { callbackUrlOf, externalIdOf } from '../tasks/draw-up.js'
import { legacyCreated } from '../tasks/legacy-view.js'
import { newCreated } from '../tasks/new-view.js'
import type { Trouble } from '../trouble/trouble.js'
import type { Call } from './call.js'
import type { HandlerParts } from './handler-parts.js'

/** Makes a task, or says why not. */
export async function create(parts: HandlerParts, operation: Operation, { body }: Call, trouble: Trouble): Promise<Outcome> {
  const { ids, references, tasks, profile, deliveries } = parts
  const refuse = (status: number, code: number, message: string) => refusal(ids.request(), status, code, message)
  const full = withDefaults(body, profile.defaultsOf(operation.id))
  const refusedModel = modelRefusal(parts, operation, full.model_name)
  if (refusedModel !== undefined) return refuse(404, 1203, refusedModel)
  const lookedUp = references.sourcesOf(operation, full)
  const sources = lookedUp instanceof Promise ? await lookedUp : lookedUp
  if ('missing' in sources) return refuse(400, 1201, sources.missing)
  const callbacks = profile.callsBack(operation.id)
  const creation = await tasks.create({
    operation,
    body,
    planned: profile.withModelBehind(full),
    sources: sources.found,
    trouble,
    callbacks,
  })
  if ('refused' in creation) {
    if (creation.refused === 'no-units') return refuse(429, 1102, errorText(1102))
    if (creation.refused === 'no-slot') return refuse(429, 1303, errorText(1303))
    return refuse(400, 1201, namedText(1201, 'duplicate-external-id', externalIdOf(body)))
  }
  const { task } = creation
  const made = operation.standard === 'legacy' ? profile.legacyTask(legacyCreated(task), operation, 'submitted') : newCreated(task)
  const outcome = success(ids.request(), made)
  const url = callbackUrlOf(body)
  if (url !== undefined) {
    if (!callbacks) warn(outcome, [`${profile.gateway?.title} documents no callbacks here; none is sent`])
    else {
      const reason = deliveries.whyNotSent(url)
      if (reason) warn(outcome, [`nothing is sent to callback_url: ${reason}`])
    }
  }
  return outcome
}

/** What a client should know of a body although it is taken. */
export function hintsOf({ profile }: HandlerParts, operation: Operation, body: unknown): string[] {
  if (!isObject(body)) return []
  const hints: string[] = []
  const model = profile.defaultsOf(operation.id)?.model_name
  if (typeof model === 'string' && (body.model_name === undefined || body.model_name === ''))
    hints.push(`model_name is missing; the documented default ${model} is taken`)
  // The legacy standard refuses it; what the new one does is not known.
  if (operation.standard === 'new') {
    for (const path of dataAddresses(body, '')) hints.push(`${path}: Base64 should come without the prefix data:...;base64,`)
  }
  return hints
}

function modelRefusal({ profile }: HandlerParts, operation: Operation, model: unknown): string | undefined {
  if (typeof model !== 'string') return undefined
  const retired = retiredModels[operation.id]?.includes(model) ?? false
  return profile.unofferedModel(operation.id, model, retired) ?? (retired ? discontinuedModel : undefined)
}

/** Files of the API lie no deeper; a body with thousands of levels must not exhaust the stack. */
const deepest = 10

/** Where a body holds files with a `data:` prefix. */
function dataAddresses(value: unknown, path: string, depth = 0): string[] {
  if (typeof value === 'string') return value.startsWith('data:') ? [path] : []
  if (depth === deepest) return []
  if (Array.isArray(value)) return value.flatMap((item, index) => dataAddresses(item, `${path}[${index}]`, depth + 1))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, member]) => dataAddresses(member, path ? `${path}.${key}` : key, depth + 1))
}
