import { defaults, type Gateway, type Operation, type OperationId, operations } from '@klingkit/openapi/runtime'
import { isObject } from './body-paths.js'
import type { Outcome } from './envelope.js'
import { createOfRead } from './operations.js'
import type { Route } from './router.js'
import type { TaskStatus } from './tasks/task-record.js'

type Json = Record<string, unknown>

/** What `habits` of a gateway's file may hold, as far as answers follow from it; spec/gateways/README.md explains each. */
interface Habits {
  request_id_missing?: OperationId[]
  request_id_is_task_id?: OperationId[]
  message?: string[]
  key_order?: string[]
  error_nesting?: string
  own_errors?: number[]
  errors?: { text: string; about?: string }[]
  refused_models?: Partial<Record<OperationId, string[]>>
  callbacks?: string
  lookup?: { task_id?: unknown; external_task_id?: unknown }
  echoes_external_task_id?: unknown
  task_info?: Record<string, Json | undefined>
  task_result?: { running?: Json; failed?: Record<string, Json> }
  null_members?: string[]
  absent_members?: string[]
  model_aliases?: Record<string, string>
}

/** How a gateway's answers differ from Kling's; without a gateway nothing differs. */
export class GatewayProfile {
  #habits: Habits
  #callbacks: Set<string>

  constructor(readonly gateway: Gateway | undefined) {
    this.#habits = (gateway?.habits ?? {}) as Habits
    this.#callbacks = new Set(gateway?.operations.filter(({ callback }) => callback).map(({ id }) => id))
  }

  get routes(): Route[] {
    return (this.gateway?.operations ?? operations).map(({ id, method, path }) => ({ operationId: id, method, path }))
  }

  /** Whether tasks of an operation call back: not where the gateway documents no address for it. */
  callsBack(operation: OperationId): boolean {
    return !this.gateway || (this.#habits.callbacks !== 'none' && this.#callbacks.has(operation))
  }

  /** Whether tasks can be read by the caller's id. */
  get findsExternalIds(): boolean {
    return this.#habits.lookup?.external_task_id !== false
  }

  defaultsOf(operation: OperationId): Record<string, any> | undefined {
    return this.gateway?.defaults?.[operation] ?? defaults[operation]
  }

  /** A body with Kling's name of its model, where the gateway has another one. */
  withModelBehind(body: Record<string, any>): Record<string, any> {
    const name = this.#habits.model_aliases?.[body.model_name]
    return name === undefined ? body : { ...body, model_name: name }
  }

  /** What this gateway says to a model it does not offer, if it says something of its own. */
  unofferedModel(operation: OperationId, model: string, retired: boolean): string | undefined {
    if (!retired && !this.#habits.refused_models?.[operation]?.includes(model)) return undefined
    return this.#habits.errors?.find(({ about }) => about === 'model')?.text
  }

  /** A legacy task as this gateway shows it. */
  legacyTask(task: Json, operation: Operation, status: TaskStatus): Json {
    if (!this.gateway) return task
    const create = createOfRead.get(operation.id) ?? operation
    const { task_result: results, absent_members = [], null_members = [] } = this.#habits
    const shown: Json = { ...task }
    if (isObject(task.task_info)) shown.task_info = this.#taskInfo(task.task_info, create.id)
    if ('task_result' in task) {
      if (status === 'failed' && results?.failed?.[create.id]) shown.task_result = results.failed[create.id]
      // Seen both ways: empty, and null where nothing has begun.
      if (status === 'submitted' && null_members.includes('task_result')) shown.task_result = null
    }
    const ofResults = null_members.filter((path) => !path.startsWith('task_'))
    if (status === 'succeeded') for (const path of ofResults) withNull(shown.task_result, path)
    for (const member of absent_members) delete shown[member]
    return shown
  }

  /** The answer as it leaves. */
  dress(outcome: Outcome, operation: Operation | undefined, taskId?: string): Outcome {
    if (!this.gateway || outcome.body.code === undefined) return outcome
    if (outcome.status >= 400) return { ...outcome, body: errorBodyOf(this.gateway, outcome.body as unknown as KlingError) }
    const { message, request_id_missing, request_id_is_task_id, key_order } = this.#habits
    let body: Json = { ...outcome.body }
    if (message?.[0]) body.message = message[0]
    if (operation && request_id_missing?.includes(operation.id)) delete body.request_id
    if (operation && taskId !== undefined && request_id_is_task_id?.includes(operation.id)) body.request_id = taskId
    if (key_order) body = Object.fromEntries(key_order.filter((key) => key in body).map((key) => [key, body[key]]))
    return { ...outcome, body }
  }

  #taskInfo(info: Json, create: OperationId): Json {
    const { echoes_external_task_id, task_info = {}, null_members = [] } = this.#habits
    const { external_task_id, ...rest } = info
    const own = { ...(task_info[create] ?? task_info.default), ...rest }
    if (echoes_external_task_id === true) return external_task_id === undefined ? own : { ...own, external_task_id }
    return null_members.includes('task_info.external_task_id') ? { ...own, external_task_id: null } : own
  }
}

/** The body of a refusal. */
export interface KlingError {
  /** Business code, for example 1303. */
  code: number
  /** What was wrong. */
  message: string
  /** Id of the call, a UUID. */
  request_id: string
}

/**
 * A refusal as a gateway passes it on: CometAPI puts Kling's error two levels down. What the gateway refuses itself (keys, paths) stays as it is; without a gateway everything does.
 * The examples of the gateway's document have the same shape.
 *
 * @param gateway an entry of `gateways` of `@klingkit/openapi/runtime`
 * @example
 * errorBodyOf(gateways.cometapi, { code: 1303, message: 'too many tasks', request_id: '…' })   // { message, data: { data: { code: 1303, … }, message } }
 */
export function errorBodyOf(gateway: Gateway | undefined, error: KlingError): Record<string, unknown> {
  const { error_nesting: at = 'none', own_errors = [] } = (gateway?.habits ?? {}) as Habits
  if (at === 'none' || own_errors.includes(error.code)) return { ...error }
  const { message } = error
  // In the order of the captured body.
  return at.split('.').reduceRight<Json>((inner, member, level) => (level === 0 ? { message, [member]: inner } : { [member]: inner, message }), { ...error })
}

/** Puts null where a member of a result is missing: `watermark_url` is one of every video and picture, `audios[].url` one of sounds. */
function withNull(result: unknown, path: string): void {
  if (!isObject(result)) return
  const [list, member] = path.includes('[].') ? (path.split('[].') as [string, string]) : [undefined, path]
  for (const name of list ? [list] : ['videos', 'images', 'series_images']) {
    const items = result[name]
    if (Array.isArray(items)) for (const item of items) if (isObject(item) && !(member in item)) item[member] = null
  }
}
