import { defaults, type OperationId } from '@klingkit/openapi/runtime'
import { textOf, withDefaults } from '../body-paths.js'
import { idAfter } from '../ids.js'
import { familyOf, operationOf } from '../operations.js'
import { legacyShape } from './documented-shape.js'
import type { MediaFile } from './media.js'
import type { TaskRecord } from './task-record.js'

/** A thing a task made, in neither standard's shape yet. */
export type Made =
  | { kind: 'video'; id: string; file: MediaFile; seconds: number; watermark: boolean }
  | { kind: 'image'; index: number; file: MediaFile; watermark: boolean; series: boolean }
  | { kind: 'image-set'; index: number; files: MediaFile[] }
  | { kind: 'audio'; id: string; mp3: MediaFile; wav: MediaFile; seconds: number }
  | { kind: 'voice'; id: string; name: string; trial: MediaFile }
  | { kind: 'element'; id: string }
  /** Something of a solution that is neither just a video nor just a picture. */
  | { kind: 'file'; type: string; id: string; file: MediaFile | undefined; seconds: number | undefined; watermark: boolean }

/** Kind of result -> kind of thing that later requests refer to by its id. */
const referable: Record<string, string> = { videos: 'video', video: 'video', audios: 'audio', voices: 'voice', elements: 'element' }

/** The kinds of things with an id that the tasks of an operation make, in the order of their numbers. Those of solutions have no ids. */
export function referableKinds(create: OperationId): string[] {
  if (familyOf(create) === 'solutions') return []
  return (operationOf(create).task?.results ?? []).map((type) => referable[type]).filter((kind) => kind !== undefined)
}

/** The id of the first thing a task makes; the others follow. */
function firstMadeId({ id, resultId }: TaskRecord): string {
  return resultId ?? idAfter(id, 1)
}

/** Where a task with a made thing of that id could be found: its result id, and its own id if its things are numbered from that. */
export function makersOf(madeId: string): { place: number; resultId: string; taskId: string }[] {
  return [0, 1].map((place) => ({ place, resultId: idAfter(madeId, -place), taskId: idAfter(madeId, -place - 1) }))
}

/** What a succeeded task has made: true to its request, built anew from the record each time it is asked for. */
export function madeBy(task: TaskRecord): Made[] {
  const body = withDefaults(task.body, defaults[task.operation])
  return (operationOf(task.operation).task?.results ?? []).flatMap((type, index) => madeOf(type, index, task, body))
}

function madeOf(type: string, index: number, task: TaskRecord, body: Record<string, any>): Made[] {
  const ratio = ratioOf(body)
  const watermark = wantsWatermark(body)
  const seconds = task.seconds ?? 5
  const id = idAfter(firstMadeId(task), index)
  switch (type) {
    case 'video':
    case 'videos':
      return [{ kind: 'video', id, file: { kind: 'video', id, format: 'mp4', seconds, ratio }, seconds, watermark }]
    case 'audios':
      return [{ kind: 'audio', id, mp3: { kind: 'audio', id, format: 'mp3', seconds }, wav: { kind: 'audio', id, format: 'wav', seconds }, seconds }]
    case 'voices':
      return [{ kind: 'voice', id, name: textOf(body.voice_name), trial: { kind: 'audio', id, format: 'wav', seconds: 5 } }]
    case 'elements':
      return [{ kind: 'element', id }]
    case 'image':
    case 'images':
      return 'url_1' in (legacyShape(task.operation).result.images?.[0] ?? {}) ? pictureSets(task) : pictures(task, body)
    // The same pictures as `images`, shown in another list.
    case 'series_images':
      return []
    default:
      return [{ kind: 'file', type, id, file: solutionFile(type, id, seconds, ratio), seconds: type.startsWith('subbed') ? seconds : undefined, watermark }]
  }
}

function pictures(task: TaskRecord, body: Record<string, any>): Made[] {
  const series = body.result_type === 'series'
  return Array.from({ length: task.pictures ?? 1 }, (_, index) => ({
    kind: 'image',
    index,
    file: pictureFile(task, index, ratioOf(body)),
    watermark: wantsWatermark(body),
    series,
  }))
}

/** Three sets of the same three views. */
function pictureSets(task: TaskRecord): Made[] {
  return [0, 1, 2].map((index) => ({ kind: 'image-set', index, files: [0, 1, 2].map((view) => pictureFile(task, index * 3 + view, '1:1')) }))
}

/** Pictures have no ids; in addresses they are told apart by their places. */
function pictureFile(task: TaskRecord, index: number, ratio: string): MediaFile {
  return { kind: 'image', id: `${task.id}-${index + 1}`, format: 'png', ratio }
}

function solutionFile(type: string, id: string, seconds: number, ratio: string): MediaFile | undefined {
  if (type.includes('video')) return { kind: 'video', id, format: 'mp4', seconds, ratio }
  return type.includes('image') ? { kind: 'image', id, format: 'png', ratio } : undefined
}

function ratioOf(body: Record<string, any>): string {
  const ratio = body.aspect_ratio ?? body.settings?.aspect_ratio
  return typeof ratio === 'string' && /^\d+:\d+$/.test(ratio) ? ratio : '16:9'
}

/** Solutions call the wish `watermark`. */
function wantsWatermark(body: Record<string, any>): boolean {
  return (body.watermark_info ?? body.options?.watermark_info ?? body.options?.watermark)?.enabled === true
}
