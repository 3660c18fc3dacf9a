import { defaults, type OperationId, operations } from '@klingkit/openapi/runtime'
import type { Account } from '../account/account.js'
import type { Pack } from '../account/pack.js'
import { withDefaults } from '../body-paths.js'
import type { Library } from '../library.js'
import { operationOf } from '../operations.js'
import type { Clock, IdSource, RandomSource, TaskStore } from '../ports.js'
import { externalIdOf } from '../tasks/draw-up.js'
import { leanBody } from '../tasks/lean-body.js'
import { planOf, withParentId } from '../tasks/plan.js'
import type { TaskRecord } from '../tasks/task-record.js'
import type { Tasks } from '../tasks/tasks.js'
import { timesOf } from '../timing.js'
import type { TroubleRules } from '../trouble/rules.js'
import { failureText } from './read-seed.js'
import type { Seed, SeedElement, SeedPack, SeedTask, SeedVoice } from './seed.js'

interface Parts {
  clock: Clock
  ids: IdSource
  random: RandomSource
  store: TaskStore
  account: Account
  library: Library
  tasks: Tasks
  rules: TroubleRules
}

const minute = 60_000
const year = 365 * 24 * 60 * minute
const forever = 1000 * year

/** Lays out a start state beside what is there. */
export async function plant(parts: Parts, seed: Seed): Promise<void> {
  const { account, clock, library, tasks, rules } = parts
  if (seed.packs) {
    const packs = seed.packs.map((pack, index) => completePack(pack, index, clock.now()))
    account.begin(packs, (_, index) => seed.packs![index]!.remaining !== undefined)
  }
  for (const rule of seed.rules ?? []) rules.add(rule)
  if (seed.balance) account.balance = { ...seed.balance }
  for (const { id, seconds = 5 } of seed.speeches ?? []) await library.make('audio', { from: makerOf('audio'), seconds }, id)
  const laidOut = [...(seed.voices ?? []).map(voiceTask), ...(seed.elements ?? []).map(elementTask), ...(seed.tasks ?? []).flatMap(repeated)]
  const records = laidOut.map(({ deleted, ...task }, index) => recordOf(parts, task, laidOut.length - index, deleted === true))
  for (const record of records.sort((a, b) => a.createdAt - b.createdAt)) {
    record.sequence = tasks.nextSequence()
    if (!(await parts.store.add(record))) throw new TypeError(`seed: the external id '${record.externalId}' is there already`)
  }
  tasks.adopt(records)
}

/** A pack with everything that was left out. */
export function completePack({ type, total = 1e9, ...given }: SeedPack, index: number, now: number): Pack {
  const slots = given.slots ?? Number.POSITIVE_INFINITY
  return {
    name: `Mock-${type}-${total}Units`,
    id: String(index + 1).padStart(32, '0'),
    remaining: total,
    purchasedAt: now - 24 * 60 * minute,
    effectiveAt: now - 24 * 60 * minute,
    invalidAt: now + year,
    ...given,
    slots,
    type,
    total,
  }
}

type Planted = SeedTask & { deleted?: boolean }

function repeated(task: SeedTask): Planted[] {
  return Array.from({ length: task.count ?? 1 }, () => task)
}

function voiceTask({ name, id, deleted = false }: SeedVoice): Planted {
  return { operation: creatorOf('voices'), body: { voice_name: name }, deleted, ...(id === undefined ? {} : { resultId: id }) }
}

function elementTask({ name, description = name, id, images, video, deleted = false }: SeedElement): Planted {
  const [frontal_image = 'https://cdn.example.com/in/front.png', ...further] = images ?? []
  const body = {
    element_name: name,
    element_description: description,
    reference_type: video ? 'video_refer' : 'image_refer',
    ...(video
      ? { element_video_list: { refer_videos: [{ video_url: video }] } }
      : { element_image_list: { frontal_image, refer_images: further.map((image_url) => ({ image_url })) } }),
  }
  return { operation: creatorOf('elements'), body, deleted, ...(id === undefined ? {} : { resultId: id }) }
}

/** The operation whose tasks have such a result. */
function creatorOf(result: string): OperationId {
  return operations.find(({ task }) => task?.results.includes(result))!.id
}

/** The synchronous operation that makes such a thing. */
function makerOf(kind: string): OperationId {
  return operations.find(({ makes }) => makes?.some((made) => made.kind === kind))!.id
}

function recordOf({ clock, ids, random, tasks }: Parts, seed: SeedTask, minutesBefore: number, deleted: boolean): TaskRecord {
  const { operation: operationId, body: given = {}, status = 'succeeded', stays = false, reason } = seed
  const operation = operationOf(operationId)
  const now = clock.now()
  const createdAt = seed.createdAt ?? now - (seed.age ?? minutesBefore * minute)
  const body = given as Record<string, any>
  const plan = planOf(operation, withDefaults(body, defaults[operationId]), [], createdAt, random)
  const id = seed.id ?? ids.digits()
  return {
    id,
    sequence: 0,
    operation: operationId,
    createdAt,
    body: leanBody(body),
    externalId: externalIdOf(body),
    callbackUrl: undefined,
    ...seedTimes(status, now - createdAt, stays, timesOf(operationId, plan.seconds ?? 0, tasks.speed, tasks.timeFactor, random)),
    counted: undefined,
    failure: status === 'failed' ? failureText(reason) : undefined,
    interventions: undefined,
    cost: { units: plan.units, package: plan.pack, cash: undefined, pack: undefined, ...(status === 'succeeded' || status === 'failed' ? { past: true } : {}) },
    resultId: seed.resultId,
    seconds: plan.seconds,
    pictures: plan.pictures,
    parent: withParentId(plan.parent, ids),
    voice: plan.voice,
    deletedAt: deleted ? now : undefined,
  }
}

/** Times that put a task of that age into the state wanted. Ended ones ended a while ago, the others go on from here, or stay. */
function seedTimes(
  status: SeedTask['status'],
  age: number,
  stays: boolean,
  usual: { queueTime: number; totalTime: number },
): { queueTime: number; totalTime: number } {
  const past = Math.max(0, age)
  if (status === 'succeeded' || status === 'failed') return { queueTime: Math.round(past * 0.05), totalTime: Math.round(past * 0.5) }
  const rest = Math.max(1, usual.totalTime - usual.queueTime)
  if (status === 'processing') return { queueTime: Math.round(past * 0.5), totalTime: past + (stays ? forever : rest) }
  return { queueTime: past + (stays ? forever : Math.max(1, usual.queueTime)), totalTime: past + (stays ? 2 * forever : Math.max(1, usual.queueTime) + rest) }
}
