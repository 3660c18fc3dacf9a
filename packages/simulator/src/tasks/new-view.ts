import { familyOf, operationOf } from '../operations.js'
import { elementOutput, owner } from './library-shapes.js'
import { type Made, madeBy } from './made-things.js'
import { type MediaAddress, type MediaFile, textFileAddress } from './media.js'
import { secondsText } from './seconds-text.js'
import type { TaskRecord } from './task-record.js'
import { isEnded, type TaskState } from './task-state.js'

type Json = Record<string, unknown>

/** A task in the shape of the new standard; legacy tasks too are shown this way by `/tasks`. */
export function newView(task: TaskRecord, state: TaskState, address: MediaAddress, { inCallback = false } = {}): Json {
  const done = state.status === 'succeeded'
  return {
    id: task.id,
    status: done ? (operationOf(task.operation).task?.done ?? state.status) : state.status,
    message: state.message,
    create_time: task.createdAt,
    update_time: state.updatedAt,
    ...(task.externalId === undefined ? {} : { external_id: task.externalId }),
    outputs: done ? madeBy(task).flatMap((thing) => outputsOf(thing, task, address, inCallback)) : [],
    ...(isEnded(state) ? { billing: [done ? billing(task) : { amount: '0' }] } : {}),
  }
}

/** A task just accepted, as the create answers it. */
export function newCreated(task: TaskRecord): Json {
  return {
    [operationOf(task.operation).task?.id ?? 'id']: task.id,
    status: 'submitted',
    // The pages of the solutions do not show it.
    ...(familyOf(task.operation) === 'tasks' ? { message: '' } : {}),
    create_time: task.createdAt,
    update_time: task.createdAt,
    ...(task.externalId === undefined ? {} : { external_id: task.externalId }),
  }
}

function billing({ cost }: TaskRecord): Json {
  if (cost.cash)
    return { charge_type: 'cash', amount: String(cost.cash.amount), cash_type: 'balance', list_price: String(cost.cash.amount), currency: cost.cash.currency }
  // The record knows the kinds video, image and audio only; a try-on is shown as image.
  return { charge_type: 'unit', amount: String(cost.units), package_type: cost.package === 'try_on' ? 'image' : cost.package }
}

function outputsOf(thing: Made, task: TaskRecord, address: MediaAddress, inCallback: boolean): Json[] {
  switch (thing.kind) {
    case 'video': {
      const id = familyOf(task.operation) === 'solutions' ? {} : { id: thing.id }
      return [{ type: 'video', ...id, url: address(thing.file), ...watermarkUrl(thing, thing.file, address), duration: secondsText(thing.seconds) }]
    }
    case 'image':
      return [{ type: 'image', url: address(thing.file), ...watermarkUrl(thing, thing.file, address), ...(thing.series ? { group_id: task.id } : {}) }]
    case 'image-set':
      return thing.files.map((file) => ({ type: 'image', url: address(file), group_id: String(thing.index) }))
    case 'audio': {
      const { id, mp3, wav, seconds } = thing
      return [{ type: 'audio', id, mp3_url: address(mp3), wav_url: address(wav), mp3_duration: (seconds + 0.056).toFixed(3), wav_duration: seconds.toFixed(1) }]
    }
    case 'voice':
      return [
        {
          type: 'voice',
          id: thing.id,
          name: thing.name,
          url: address(thing.trial),
          owned_by: owner,
          status: task.deletedAt === undefined ? 'succeeded' : 'deleted',
        },
      ]
    case 'element':
      return [elementOutput(thing.id, task, address, inCallback)]
    case 'file': {
      const url = thing.file ? address(thing.file) : textFileAddress(thing.id, thing.type)
      const duration = thing.seconds === undefined ? {} : { duration: secondsText(thing.seconds) }
      return [{ type: thing.type, url, ...(thing.file ? watermarkUrl(thing, thing.file, address) : {}), ...duration }]
    }
  }
}

function watermarkUrl({ watermark }: { watermark: boolean }, file: MediaFile, address: MediaAddress): Json {
  return watermark ? { watermark_url: address({ ...file, watermark: true }) } : {}
}

/** The task in the standard it was created in. */
export function isLegacy(task: TaskRecord): boolean {
  return operationOf(task.operation).standard === 'legacy'
}
