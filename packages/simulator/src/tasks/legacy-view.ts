import { operationOf } from '../operations.js'
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
  return {
    task_id: task.id,
    task_status: done ? 'succeed' : state.status,
    task_status_msg: state.message,
    task_info: taskInfo(task, address),
    task_result: done ? legacyResult(task, address) : failed ? shape.failedResult : {},
    ...(shape.watermarkInfo || watermark !== undefined ? { watermark_info: { enabled: watermark === true } } : {}),
    ...(done || failed ? deduction(task, done) : {}),
    created_at: task.createdAt,
    updated_at: state.updatedAt,
  }
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
  return {
    ...(externalId !== undefined ? { external_task_id: externalId } : shape.emptyExternalId ? { external_task_id: '' } : {}),
    ...(video ? { parent_video: video } : shape.nullParent ? { parent_video: null } : {}),
  }
}

function deduction({ operation, cost }: TaskRecord, done: boolean): Json {
  const amount = String(done ? (cost.cash?.amount ?? 0) : 0)
  return {
    final_unit_deduction: done && !cost.cash ? String(cost.units) : '0',
    ...(cost.cash || legacyShape(operation).balance ? { final_balance_deduction: { quota: amount, list_price: amount } } : {}),
  }
}

function legacyResult(task: TaskRecord, address: MediaAddress): Json {
  const template = legacyShape(task.operation).result
  const result: Json = {}
  for (const type of [...(operationOf(task.operation).task?.results ?? []), ...Object.keys(template)]) result[type] = null
  const made = madeBy(task)
  const add = (list: string, item: Json) => {
    result[list] = [...((result[list] as unknown[] | null) ?? []), item]
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
  return {
    id: video.id,
    ...('session_id' in template ? { session_id: task.body.session_id } : {}),
    url: address(video.file),
    ...watermarkUrl(video, video.file, template, address),
    ...('duration' in template ? { duration: secondsText(video.seconds, template.duration) } : {}),
  }
}

function imageItem(image: Extract<Made, { kind: 'image' }>, template: Json, address: MediaAddress): Json {
  return { index: image.index, url: address(image.file), ...watermarkUrl(image, image.file, template, address) }
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

function watermarkUrl({ watermark }: { watermark: boolean }, file: Parameters<MediaAddress>[0], template: Json, address: MediaAddress): Json {
  if (watermark) return { watermark_url: address({ ...file, watermark: true }) }
  return 'watermark_url' in template ? { watermark_url: null } : {}
}
