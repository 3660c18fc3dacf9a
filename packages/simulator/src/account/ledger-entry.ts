import { defaults, type OperationId } from '@klingkit/openapi/runtime'
import { valueAt, valuesAt, withDefaults } from '../body-paths.js'
import { modelOf, operationOf } from '../operations.js'
import { secondsText } from '../tasks/seconds-text.js'
import type { TaskRecord } from '../tasks/task-record.js'
import type { Charge } from './account.js'

/** The one API key of this mock, as the ledgers name it. */
export const apiKeyName = 'mock'

const legacyQuality: Record<string, string> = { std: '720p', pro: '1080p', '4k': '4k' }

/** A charge as the ledgers show it; what is peculiar to videos is null elsewhere. */
export function ledgerEntry(charge: Charge, task: TaskRecord | undefined): Record<string, unknown> {
  const { taskId, operation, at, amount, before, after, pack, currency } = charge
  const shared = {
    task_id: taskId,
    api_key_name: apiKeyName,
    product_function: productFunction(operation),
    model_name: modelOf(operationOf(operation), task && withDefaults(task.body, defaults[operation])) ?? null,
    ...videoFacts(operation, task),
    deduction_time: String(at),
    deduction_amount: amount,
  }
  if (!pack) return { ...shared, cash_type: 'balance', balance_before_deduction: before, balance_after_deduction: after, list_price: amount, currency }
  return { package_id: pack.id, product_type: ledgerType(pack.type), ...shared, unit_before_deduction: before, unit_after_deduction: after }
}

/** The ledgers alone spell it with a hyphen. */
export function ledgerType(packType: string): string {
  return packType === 'try_on' ? 'try-on' : packType
}

function videoFacts(operation: OperationId, task: TaskRecord | undefined): Record<string, unknown> {
  const video = operationOf(operation).task?.results.some((result) => result.startsWith('video')) ?? false
  if (!task || !video) return { resolution: null, duration: null, refer_video_input: null, video_sound: null, voice_control: null }
  const body = withDefaults(task.body, defaults[operation])
  const settings = body.settings ?? {}
  return {
    resolution: settings.resolution ?? legacyQuality[body.mode] ?? null,
    duration: task.seconds === undefined ? null : secondsText(task.seconds),
    refer_video_input: valuesAt(body, 'video_list[].video_url').length + valuesAt(body, 'contents[type=feature_video|base_video]').length > 0,
    video_sound: settings.audio ?? (body.sound === 'on' ? 'native' : 'off'),
    voice_control: (valueAt(body, 'voice_list[].voice_id') ?? valueAt(body, 'contents[type=voice].voice_id')) !== undefined,
  }
}

/** `createText2Video` and `createTextToVideoKling30` are both `Text to Video`. */
function productFunction(operation: OperationId): string {
  const name = operation.replace(/^create/, '').replace(/Kling[O\d].*$/, '')
  const words = name.replace(/2(?=[A-Z])/g, ' to ').replace(/([a-z])(?=[A-Z])/g, '$1 ')
  return words
    .replace(/\bTo\b/g, 'to')
    .replace(/ +/g, ' ')
    .trim()
}
