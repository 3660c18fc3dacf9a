import { type OperationId, successExamples } from '@klingkit/openapi/runtime'
import { isObject } from '../body-paths.js'
import { operationOf } from '../operations.js'

type Json = Record<string, any>

/** Which members the answers of a legacy operation have, as its documented examples show them. */
export interface LegacyShape {
  /** `task_result` of a finished task. */
  result: Json
  /** The same with null for everything: its members, and those of the other results the operation may have. */
  emptyResult: Json
  /** `task_result` of a failed one. */
  failedResult: Json
  /** `task_info.parent_video` is shown, and as null where there is none. */
  showsParent: boolean
  nullParent: boolean
  /** `task_info.external_task_id` is there as an empty text where none was sent. */
  emptyExternalId: boolean
  /** The answer repeats whether a watermark was asked for. */
  watermarkInfo: boolean
  /** The answer tells what was taken from the balance, be it nothing. */
  balance: boolean
}

const shapes = new Map<OperationId, LegacyShape>()

export function legacyShape(create: OperationId): LegacyShape {
  const known = shapes.get(create)
  if (known) return known
  const examples = successExamples[operationOf(create).task?.get ?? create] ?? {}
  const done = taskOf(examples.succeed)
  const result = isObject(done.task_result) ? done.task_result : {}
  const shape: LegacyShape = {
    result,
    emptyResult: Object.fromEntries([...(operationOf(create).task?.results ?? []), ...Object.keys(result)].map((member) => [member, null])),
    failedResult: taskOf(examples.failed).task_result ?? {},
    showsParent: done.task_info?.parent_video !== undefined,
    nullParent: done.task_info?.parent_video === null,
    emptyExternalId: done.task_info?.external_task_id === '',
    watermarkInfo: 'watermark_info' in done,
    balance: 'final_balance_deduction' in done,
  }
  shapes.set(create, shape)
  return shape
}

function taskOf(example: unknown): Json {
  const data = (example as Json | undefined)?.data
  return isObject(data) ? data : {}
}

/** What a finished task of an operation cost in the documented example; the only hint where no price was published. */
export function documentedUnits(create: OperationId): number | undefined {
  const { get } = operationOf(create).task ?? {}
  const units = Number(taskOf(get && successExamples[get]?.succeed).final_unit_deduction)
  return Number.isFinite(units) ? units : undefined
}

/** How long the result of the documented example is. */
export function documentedSeconds(create: OperationId): number | undefined {
  const { videos, audios } = legacyShape(create).result
  const seconds = Math.floor(Number(videos?.[0]?.duration ?? audios?.[0]?.duration_mp3))
  return seconds > 0 ? seconds : undefined
}
