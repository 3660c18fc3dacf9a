import type { Operation } from '@klingkit/openapi/runtime'
import type { IdSource, RandomSource } from '../ports.js'
import type { Source } from '../references.js'
import { type Speed, timesOf } from '../timing.js'
import type { Trouble } from '../trouble/trouble.js'
import { leanBody } from './lean-body.js'
import { planOf, withParentId } from './plan.js'
import type { TaskRecord } from './task-record.js'

/** What a client wants to have made. */
export interface Wish {
  operation: Operation
  /** What was sent. */
  body: Record<string, any>
  /** The same with defaults put in, and Kling's own name of the model. */
  planned: Record<string, any>
  /** What the body refers to. */
  sources: Source[]
  trouble: Trouble
  /** Whether callbacks are sent where an address is given. */
  callbacks: boolean
}

interface Circumstances {
  ids: IdSource
  random: RandomSource
  speed: Speed
  timeFactor: number
  /** Tasks end after that many reads instead of after a time. */
  reads: number | undefined
  sequence: number
}

/** The record of a task as it is accepted. All members stand in each record, so that a million of them share one form. */
export function drawUp(
  { ids, random, speed, timeFactor, reads, sequence }: Circumstances,
  { operation, body, planned, sources, trouble, callbacks }: Wish,
  now: number,
): TaskRecord {
  const plan = planOf(operation, planned, sources, now, random)
  const times = timesOf(operation.id, plan.seconds ?? 0, speed, timeFactor, random)
  const totalTime = trouble.time ?? times.totalTime
  const needed = trouble.reads ?? (trouble.time === undefined ? reads : undefined)
  const id = ids.digits()
  return {
    id,
    sequence,
    operation: operation.id,
    createdAt: now + (trouble.createdLate ?? 0),
    body: leanBody(body),
    externalId: externalIdOf(body),
    callbackUrl: callbacks ? callbackUrlOf(body) : undefined,
    queueTime: Math.min(times.queueTime, totalTime),
    totalTime,
    counted: needed === undefined ? undefined : { needed, seen: 0 },
    failure: trouble.fail,
    interventions: undefined,
    cost: { units: plan.units, package: plan.pack, cash: undefined, pack: undefined },
    resultId: undefined,
    seconds: plan.seconds,
    pictures: plan.pictures,
    parent: withParentId(plan.parent, ids),
    voice: plan.voice,
    deletedAt: undefined,
  }
}

/** The caller's own id, on either standard; an empty one is none. */
export function externalIdOf(body: Record<string, any>): string | undefined {
  return given(body.external_task_id ?? body.options?.external_task_id)
}

export function callbackUrlOf(body: Record<string, any>): string | undefined {
  return given(body.callback_url ?? body.options?.callback_url)
}

function given(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
