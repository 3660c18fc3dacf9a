import { defaults, type Operation, successExamples } from '@klingkit/openapi/runtime'
import { priceOf } from '../account/price.js'
import { answer, refusal, success } from '../envelope.js'
import { idAfter } from '../ids.js'
import { exactInteger } from '../json.js'
import type { PlainAnswer } from '../plain-request.js'
import { withDefaults } from '../values.js'
import type { Call, HandlerParts } from './handlers.js'

type Maker = (parts: HandlerParts, body: Record<string, any>, documented: Record<string, any>) => Record<string, unknown> | { refused: string }

/** Operations that answer at once: the documented answer, true to the request, with ids that later calls know. */
export function synchronousAnswer(parts: HandlerParts, operation: Operation, { body }: Call): Promise<PlainAnswer> {
  return answered(parts, operation, body ?? {})
}

async function answered(parts: HandlerParts, operation: Operation, body: Record<string, any>): Promise<PlainAnswer> {
  const { ids, account, clock, references } = parts
  const missing = await references.missing(operation.id, body)
  if (missing) return refusal(ids.request(), 400, 1201, missing)
  const now = clock.now()
  const price = priceOf(operation.id, withDefaults(body, defaults[operation.id]), now, 5)
  const callId = ids.digits()
  const refused = account.reserve(callId, price.package, price.units ?? 0, 0, now)
  if (refused) return refusal(ids.request(), 429, 1102, 'Account balance not enough')
  const documented = structuredClone(((Object.values(successExamples[operation.id] ?? {})[0] as any)?.data ?? {}) as Record<string, any>)
  const data = (makers[operation.id] ?? ((_parts, _body, example) => example))(parts, body, documented)
  if ('refused' in data) {
    account.settle(callId, false, { operation: operation.id, model: operation.id, at: now, body })
    return refusal(ids.request(), 400, 1201, String(data.refused))
  }
  account.settle(callId, true, { operation: operation.id, model: operation.id, at: now, body })
  if ('final_unit_deduction' in data) data.final_unit_deduction = String(price.units ?? 0)
  return answer(200, success(ids.request(), data))
}

const makers: Record<string, Maker> = {
  identifyFace({ library, address, ids }, _body, documented) {
    const id = library.make('session', { from: 'identifyFace', faces: ['0'] })
    const image = address({ kind: 'image', id: ids.digits(), format: 'png', ratio: '1:1' })
    return { ...documented, session_id: id, face_data: [{ face_id: '0', face_image: image, start_time: 0, end_time: 5200 }] }
  },

  synthesizeSpeech({ library, address, clock, ids }, body) {
    const now = clock.now()
    // Speech runs at some fifteen characters a second.
    const seconds = Math.max(1, Math.round([...String(body.text ?? '')].length / 1.5 / (Number(body.voice_speed) || 1)) / 10)
    const id = library.make('audio', { from: 'synthesizeSpeech', seconds })
    return {
      task_id: ids.digits(),
      task_status: 'succeed',
      task_status_msg: '',
      task_result: { audios: [{ id, url: address({ kind: 'audio', id, format: 'mp3', seconds }), duration: seconds.toFixed(1) }] },
      final_unit_deduction: '0',
      created_at: now,
      updated_at: now,
    }
  },

  recognizeImage({ address, ids }) {
    const first = ids.digits()
    const images = ['object_seg', 'head_seg', 'face_seg', 'cloth_seg'].map((type, index) => ({ type, is_contain: true, url: address({ kind: 'image', id: idAfter(first, index), format: 'png', ratio: '1:1' }) }))
    return { task_result: { images }, final_unit_deduction: '0' }
  },

  initMultiElementsSelection({ library, address, ids }, _body, documented) {
    const id = library.make('session', { from: 'initMultiElementsSelection', marks: {} })
    return { ...documented, status: 0, session_id: id, normalized_video: address({ kind: 'video', id: ids.digits(), format: 'mp4', seconds: 5, ratio: '16:9' }) }
  },

  addMultiElementsSelection({ library }, body, documented) {
    const marks = marksOf(library, body)
    const frame = String(body.frame_index)
    if (marks && !(frame in marks) && Object.keys(marks).length >= 10) return { refused: 'at most 10 frames can be marked in one session' }
    if (marks) marks[frame] = [...(marks[frame] ?? []), ...body.points]
    return { ...documented, status: 0, session_id: body.session_id, res: { ...documented.res, frame_index: body.frame_index } }
  },

  deleteMultiElementsSelection({ library }, body, documented) {
    const marks = marksOf(library, body)
    const frame = String(body.frame_index)
    if (marks?.[frame]) {
      marks[frame] = marks[frame].filter((mark: any) => !body.points.some((point: any) => point.x === mark.x && point.y === mark.y))
      if (marks[frame].length === 0) delete marks[frame]
    }
    return { ...documented, status: 0, session_id: body.session_id, res: { ...documented.res, frame_index: body.frame_index } }
  },

  clearMultiElementsSelection({ library }, body, documented) {
    const session = library.get(String(body.session_id), 'session')
    if (session) session.content.marks = {}
    return { ...documented, status: 0, session_id: body.session_id }
  },

  previewMultiElementsSelection({ address, ids }, body, documented) {
    const id = ids.digits()
    const video = address({ kind: 'video', id, format: 'mp4', seconds: 5, ratio: '16:9' })
    return { ...documented, status: 0, session_id: body.session_id, res: { video, video_cover: address({ kind: 'image', id, format: 'png' }), tracking_output: video } }
  },

  createCustomElement({ library }, body) {
    const content = {
      element_name: body.element_name,
      element_description: body.element_description,
      element_frontal_image: body.element_frontal_image,
      element_refer_list: body.element_refer_list,
      tag_list: (body.tag_list ?? []).map((tag: any) => ({ id: tag.tag_id, name: '', description: '' })),
      owned_by: '123456789',
    }
    const id = library.make('element', { from: 'createCustomElement', record: content })
    return { element_id: exactInteger(id), ...content }
  },
}

function marksOf(library: HandlerParts['library'], body: Record<string, any>): Record<string, any[]> | undefined {
  return library.get(String(body.session_id), 'session')?.content.marks
}
