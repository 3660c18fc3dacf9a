import { defaults, type OperationId, prices, successExamples } from '@klingkit/openapi/runtime'
import { idAfter } from '../ids.js'
import { operationOf } from '../operations.js'
import { valuesAt, withDefaults } from '../values.js'
import type { TaskRecord } from './task-record.js'

/** What a file that a task made is like; the adapter makes an address of it. */
export interface MediaFile {
  kind: 'video' | 'image' | 'audio'
  /** Id of the thing, part of the address. */
  id: string
  format: 'mp4' | 'png' | 'mp3' | 'wav'
  seconds?: number
  /** Width to height, for example `16:9`. */
  ratio?: string
  watermark?: boolean
}

export type MediaAddress = (file: MediaFile) => string

/** Addresses nobody serves, in the form the documented examples have. */
export const exampleAddress: MediaAddress = ({ id, format, watermark }) => `https://cdn.example.com/out/${id}${watermark ? '-watermark' : ''}.${format}`

/** A thing a task made, in neither standard's shape yet. */
export type Made =
  | { kind: 'video'; id: string; file: MediaFile; seconds: string; watermark: boolean; sessionId?: string }
  | { kind: 'image'; index: number; file: MediaFile; watermark: boolean; series: boolean }
  | { kind: 'image-set'; index: number; files: MediaFile[] }
  | { kind: 'audio'; id: string; mp3: MediaFile; wav: MediaFile; seconds: number }
  | { kind: 'voice'; id: string; name: string; trial: MediaFile }
  | { kind: 'element'; id: string; body: Record<string, any> }
  | { kind: 'file'; type: string; file: MediaFile; seconds?: string }

const results: Record<string, (task: TaskRecord, body: Record<string, any>, type: string) => Made[]> = {
  videos: videos,
  video: videos,
  images: pictures,
  image: pictures,
  series_images: () => [],
  audios: (task, body) => {
    const id = idAfter(task.resultId, 500)
    const seconds = outputSeconds(task.operation, body)
    return [{ kind: 'audio', id, mp3: { kind: 'audio', id, format: 'mp3', seconds }, wav: { kind: 'audio', id, format: 'wav', seconds }, seconds }]
  },
  voices: (task, body) => [{ kind: 'voice', id: task.resultId, name: String(body.voice_name ?? ''), trial: { kind: 'audio', id: task.resultId, format: 'wav', seconds: 5 } }],
  elements: (task, body) => [{ kind: 'element', id: task.resultId, body }],
}

/** What a succeeded task has made: true to its request, built anew from the record each time it is asked for. */
export function madeBy(task: TaskRecord): Made[] {
  const create = operationOf(task.operation)
  const body = withDefaults(task.body, defaults[task.operation])
  return (create.task?.results ?? []).flatMap((type) => (results[type] ?? files)(task, body, type))
}

function videos(task: TaskRecord, body: Record<string, any>): Made[] {
  const seconds = outputSeconds(task.operation, body)
  const id = task.resultId
  const session = typeof body.session_id === 'string' && task.operation === 'createMultiElements' ? { sessionId: body.session_id } : {}
  return [{ kind: 'video', id, file: { kind: 'video', id, format: 'mp4', seconds, ratio: ratioOf(body) }, seconds: `${seconds}.041`, watermark: wantsWatermark(body), ...session }]
}

function pictures(task: TaskRecord, body: Record<string, any>): Made[] {
  const template = documentedResult(task.operation)
  const sets = template?.images?.[0]?.url_1 !== undefined
  if (sets) {
    return [0, 1, 2].map((index) => ({ kind: 'image-set' as const, index, files: [1, 2, 3].map((part) => ({ kind: 'image' as const, id: idAfter(task.resultId, index * 3 + part), format: 'png' as const, ratio: '1:1' })) }))
  }
  const series = body.result_type === 'series'
  const count = series ? (Number(body.series_amount) || 4) : Number(body.n) || 1
  return Array.from({ length: count }, (_, index) => ({
    kind: 'image' as const,
    index,
    file: { kind: 'image' as const, id: idAfter(task.resultId, index), format: 'png' as const, ratio: ratioOf(body) },
    watermark: wantsWatermark(body),
    series,
  }))
}

/** Outputs of the solutions that are neither a plain video nor a plain picture. */
function files(task: TaskRecord, body: Record<string, any>, type: string): Made[] {
  const index = operationOf(task.operation).task?.results.indexOf(type) ?? 0
  const id = idAfter(task.resultId, index)
  const video = type.includes('video')
  const seconds = video ? outputSeconds(task.operation, body) : undefined
  const file: MediaFile = video ? { kind: 'video', id, format: 'mp4', seconds: seconds!, ratio: ratioOf(body) } : { kind: 'image', id, format: 'png' }
  return [{ kind: 'file', type, file, ...(type === 'subbed_video' ? { seconds: `${seconds}.0` } : {}) }]
}

/** How long the result is: as long as was asked for, else as the documented example. */
export function outputSeconds(operation: OperationId, body: Record<string, any>): number {
  const path = prices.find(({ operations, seconds }) => operations.includes(operation) && seconds && 'path' in seconds)?.seconds
  const asked = path && 'path' in path ? Number(valuesAt(body, path.path)[0]) : Number(body.duration ?? body.settings?.duration)
  if (Number.isFinite(asked) && asked > 0) return asked
  const documented = documentedResult(operation)
  return Math.max(1, Math.floor(Number(documented?.videos?.[0]?.duration ?? documented?.audios?.[0]?.duration_mp3 ?? 5)) || 5)
}

/** `task_result` of the documented example of a legacy operation. */
export function documentedResult(operation: OperationId): Record<string, any> | undefined {
  const read = operationOf(operation).task?.get
  return (read && (successExamples[read]?.succeed as any)?.data?.task_result) ?? undefined
}

function ratioOf(body: Record<string, any>): string {
  const ratio = body.aspect_ratio ?? body.settings?.aspect_ratio
  return typeof ratio === 'string' && /^\d+:\d+$/.test(ratio) ? ratio : '16:9'
}

function wantsWatermark(body: Record<string, any>): boolean {
  return (body.watermark_info ?? body.options?.watermark_info ?? body.options?.watermark)?.enabled === true
}
