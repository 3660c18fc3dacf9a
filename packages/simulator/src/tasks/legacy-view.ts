import { exactInteger } from '../json.js'
import { operationOf } from '../operations.js'
import { documentedResult, type Made, type MediaAddress, madeBy } from './made-things.js'
import type { TaskRecord } from './task-record.js'
import { type TaskState } from './task-state.js'
import { elementRecord, voiceRecord } from './library-shapes.js'

/** A task in the shape of the legacy standard, as reads, lists and callbacks show it. */
export function legacyView(task: TaskRecord, state: TaskState, address: MediaAddress, deleted: ReadonlySet<string>): Record<string, unknown> {
  const done = state.status === 'succeeded'
  const ended = done || state.status === 'failed'
  return {
    task_id: task.id,
    task_status: done ? 'succeed' : state.status,
    task_status_msg: state.message,
    task_info: taskInfo(task, address),
    task_result: done ? legacyResult(task, address, deleted) : {},
    ...(task.body.watermark_info ? { watermark_info: { enabled: task.body.watermark_info.enabled === true } } : {}),
    ...(ended ? { final_unit_deduction: done ? String(task.cost.units) : '0' } : {}),
    created_at: task.createdAt,
    updated_at: state.updatedAt,
  }
}

/** A task just accepted, as the create answers it. */
export function legacyCreated(task: TaskRecord): Record<string, unknown> {
  return {
    task_id: task.id,
    task_status: 'submitted',
    task_info: task.externalId === undefined ? {} : { external_task_id: task.externalId },
    created_at: task.createdAt,
    updated_at: task.createdAt,
  }
}

function taskInfo(task: TaskRecord, address: MediaAddress): Record<string, unknown> {
  const source = task.body.video_id || task.body.video_url || task.body.input?.video_id || task.body.input?.video_url
  const info: Record<string, unknown> = task.externalId === undefined ? {} : { external_task_id: task.externalId }
  if (typeof source === 'string' && operationOf(task.operation).task?.results.includes('videos')) {
    const byId = Boolean(task.body.video_id || task.body.input?.video_id)
    const id = byId ? source : task.id
    info.parent_video = { id, url: byId ? address({ kind: 'video', id, format: 'mp4', seconds: 5, ratio: '16:9' }) : source, duration: '5.0' }
  }
  return info
}

function legacyResult(task: TaskRecord, address: MediaAddress, deleted: ReadonlySet<string>): Record<string, unknown> {
  const template = documentedResult(task.operation) ?? {}
  const result: Record<string, unknown> = {}
  const made = madeBy(task)
  for (const type of operationOf(task.operation).task?.results ?? []) result[type] = null
  const add = (key: string, item: unknown) => {
    result[key] = [...((result[key] as unknown[] | null) ?? []), item]
  }
  for (const thing of made) {
    if (thing.kind === 'video') add('videos', videoItem(thing, template.videos?.[0] ?? {}, address))
    else if (thing.kind === 'image') add(thing.series ? 'series_images' : 'images', { index: thing.index, url: address(thing.file), watermark_url: thing.watermark ? address({ ...thing.file, watermark: true }) : null })
    else if (thing.kind === 'image-set') add('images', { index: thing.index, ...Object.fromEntries(thing.files.map((file, index) => [`url_${index + 1}`, address(file)])) })
    else if (thing.kind === 'audio') add('audios', { id: thing.id, url_mp3: address(thing.mp3), url_wav: address(thing.wav), duration_mp3: (thing.seconds + 0.056).toFixed(3), duration_wav: thing.seconds.toFixed(1) })
    else if (thing.kind === 'voice') add('voices', voiceRecord(thing, address))
    else if (thing.kind === 'element') add('elements', { ...elementRecord(thing, address), element_id: exactInteger(thing.id), status: deleted.has(thing.id) ? 'deleted' : 'succeed' })
  }
  if ('result_type' in template) result.result_type = made.some((thing) => thing.kind === 'image' && thing.series) ? 'series' : template.result_type === null ? null : 'single'
  if ('series_images' in template && !('series_images' in result)) result.series_images = null
  return result
}

function videoItem(thing: Extract<Made, { kind: 'video' }>, template: Record<string, unknown>, address: MediaAddress): Record<string, unknown> {
  return {
    id: thing.id,
    ...(thing.sessionId ? { session_id: thing.sessionId } : {}),
    url: address(thing.file),
    ...('watermark_url' in template || thing.watermark ? { watermark_url: thing.watermark ? address({ ...thing.file, watermark: true }) : null } : {}),
    ...('duration' in template || Object.keys(template).length === 0 ? { duration: thing.seconds } : {}),
  }
}
