import { type Operation, successExamples } from '@klingkit/openapi/runtime'
import { answer, refusal, success } from '../envelope.js'
import { exactInteger } from '../json.js'
import type { PlainAnswer } from '../plain-request.js'
import type { Call, HandlerParts } from './handlers.js'

/** Lists of voices and elements that are no task lists, and deletions. */
export async function libraryAnswer(parts: HandlerParts, operation: Operation, call: Call): Promise<PlainAnswer> {
  return operation.kind === 'acknowledgement' ? deletion(parts, operation, call) : listing(parts, operation, call)
}

async function deletion(parts: HandlerParts, operation: Operation, { body }: Call): Promise<PlainAnswer> {
  const { ids, library, references } = parts
  const kind = operation.id === 'deleteVoice' ? 'voice' : 'element'
  const id = String(body.voice_id ?? body.element_id)
  if (library.deleted.has(id)) return refusal(ids.request(), 400, 1201, kind === 'element' ? `Element already be deleted for id: ${id}` : `Voice already be deleted for id: ${id}`)
  const missing = await references.missing(operation.id, body)
  if (missing) return refusal(ids.request(), 400, 1201, missing)
  library.deleted.add(id)
  return answer(200, success(ids.request(), { task_id: ids.digits(), task_status: 'succeed' }))
}

function listing({ ids, library }: HandlerParts, operation: Operation, { query }: Call): PlainAnswer {
  const page = Number(query.pageNum ?? 1) || 1
  const size = Number(query.pageSize ?? 30) || 30
  const entries =
    operation.id === 'listCustomElements'
      ? [...library.things].filter(([id, thing]) => thing.content.from === 'createCustomElement' && !library.deleted.has(id)).map(([id, thing]) => ({ element_id: exactInteger(id), ...thing.content.record })).reverse()
      : documentedList(operation)
  return answer(200, success(ids.request(), entries.slice((page - 1) * size, page * size)))
}

/** The official library as the documented page shows it; ids beyond a number's range are strings there and become numbers again. */
function documentedList(operation: Operation): unknown[] {
  const data = (Object.values(successExamples[operation.id] ?? {})[0] as any)?.data
  const exact = (value: any): any => {
    if (Array.isArray(value)) return value.map(exact)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === 'element_id' && typeof member === 'string' ? exactInteger(member) : exact(member)]))
  }
  return Array.isArray(data) ? exact(data) : []
}

