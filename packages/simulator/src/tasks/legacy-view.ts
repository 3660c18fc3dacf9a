import { legacyShape } from './documented-shape.js'
import { elementRecord, voiceRecord } from './library-shapes.js'
import { type Made, madeBy } from './made-things.js'
import type { MediaAddress } from './media.js'
import { secondsText } from './seconds-text.js'
import type { TaskRecord } from './task-record.js'
import type { TaskState } from './task-state.js'

type Json = Record<string, unknown>

/** A task in the shape of the legacy standard, as reads, lists and callbacks show it; the members are those of the documented examples. */
export function legacyView(task: TaskRecord, state: TaskState, address: MediaAddress): Json {
  const shape = legacyShape(task.operation)
  const done = state.status === 'succeeded'
  const failed = state.status === 'failed'
  const watermark: unknown = task.body.watermark_info?.enabled
  const view: Json = {
    task_id: task.id,
    task_status: done ? 'succeed' : state.status,
    task_status_msg: state.message,
    task_info: taskInfo(task, address),
    task_result: done ? legacyResult(task, address) : failed ? shape.failedResult : {},
  }
  if (shape.watermarkInfo || watermark !== undefined) view.watermark_info = { enabled: watermark === true }
  if (done || failed) addDeduction(view, task, done)
  view.created_at = task.createdAt
  view.updated_at = state.updatedAt
  return view
}

/** A task just accepted, as the create answers it. */
export function legacyCreated(task: TaskRecord): Json {
  return {
    task_id: task.id,
    task_status: 'submitted',
    task_info: task.externalId === undefined ? {} : { external_task_id: task.externalId },
    created_at: task.createdAt,
    updated_at: task.createdAt,
  }
}

function taskInfo({ operation, externalId, parent }: TaskRecord, address: MediaAddress): Json {
  const shape = legacyShape(operation)
  const video = parent && {
    id: parent.id,
    url: parent.url ?? address({ kind: 'video', id: parent.id, format: 'mp4', seconds: parent.seconds, ratio: '16:9' }),
    duration: secondsText(parent.seconds, shape.result.videos?.[0]?.duration),
  }
  const info: Json = {}
  if (externalId !== undefined || shape.emptyExternalId) info.external_task_id = externalId ?? ''
  if (video || shape.nullParent) info.parent_video = video ?? null
  return info
}

function addDeduction(view: Json, { operation, cost }: TaskRecord, done: boolean): void {
  view.final_unit_deduction = done && !cost.cash ? String(cost.units) : '0'
  if (!cost.cash && !legacyShape(operation).balance) return
  const amount = String(done ? (cost.cash?.amount ?? 0) : 0)
  view.final_balance_deduction = { quota: amount, list_price: amount }
}

function legacyResult(task: TaskRecord, address: MediaAddress): Json {
  const template = legacyShape(task.operation).result
  const result: Json = { ...legacyShape(task.operation).emptyResult }
  const made = madeBy(task)
  const add = (list: string, item: Json) => {
    const items = result[list] as Json[] | null | undefined
    if (items) items.push(item)
    else result[list] = [item]
  }
  for (const thing of made) {
    switch (thing.kind) {
      case 'video':
        add('videos', videoItem(thing, task, template.videos?.[0] ?? {}, address))
        break
      case 'audio':
        add('audios', audioItem(thing, template.audios?.[0] ?? {}, address))
        break
      case 'image':
        add(thing.series ? 'series_images' : 'images', imageItem(thing, template.images?.[0] ?? {}, address))
        break
      case 'image-set':
        add('images', { index: thing.index, ...Object.fromEntries(thing.files.map((file, view) => [`url_${view + 1}`, address(file)])) })
        break
      case 'voice':
        add('voices', voiceRecord(thing, task, address))
        break
      case 'element':
        add('elements', elementRecord(thing.id, task, address))
        break
    }
  }
  // Null where the product has no series at all.
  if (typeof template.result_type === 'string') result.result_type = made.some((thing) => thing.kind === 'image' && thing.series) ? 'series' : 'single'
  return result
}

function videoItem(video: Extract<Made, { kind: 'video' }>, task: TaskRecord, template: Json, address: MediaAddress): Json {
  const item: Json = { id: video.id }
  if ('session_id' in template) item.session_id = task.body.session_id
  item.url = address(video.file)
  addWatermarkUrl(item, video, template, address)
  if ('duration' in template) item.duration = secondsText(video.seconds, template.duration)
  return item
}

function imageItem(image: Extract<Made, { kind: 'image' }>, template: Json, address: MediaAddress): Json {
  const item: Json = { index: image.index, url: address(image.file) }
  addWatermarkUrl(item, image, template, address)
  return item
}

function audioItem({ id, mp3, wav, seconds }: Extract<Made, { kind: 'audio' }>, template: Json, address: MediaAddress): Json {
  return {
    id,
    ...('url' in template ? { url: null, duration: null } : {}),
    url_mp3: address(mp3),
    url_wav: address(wav),
    duration_mp3: (seconds + 0.056).toFixed(3),
    duration_wav: seconds.toFixed(1),
  }
}

function addWatermarkUrl(item: Json, { watermark, file }: Extract<Made, { kind: 'video' | 'image' }>, template: Json, address: MediaAddress): void {
  if (watermark || 'watermark_url' in template) item.watermark_url = watermark ? address({ ...file, watermark: true }) : null
}
