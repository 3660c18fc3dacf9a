import { defaults, type Gateway, type Operation, retiredModels } from '@klingkit/openapi/runtime'
import type { Account } from '../account/account.js'
import { answer, refusal, success } from '../envelope.js'
import { createOfRead, familyOf } from '../operations.js'
import type { Library } from '../library.js'
import type { PlainAnswer } from '../plain-request.js'
import type { Clock, IdSource, TaskStore } from '../ports.js'
import type { ReferenceCheck } from '../references.js'
import { legacyCreated } from '../tasks/legacy-view.js'
import type { MediaAddress } from '../tasks/made-things.js'
import { newCreated } from '../tasks/new-view.js'
import type { Tasks } from '../tasks/tasks.js'
import { type Trouble, troubleInAddress, troubleInText } from '../trouble/trouble.js'
import { accountAnswer } from './account.js'
import { cursorPage } from './cursor-list.js'
import { libraryAnswer } from './library-calls.js'
import { synchronousAnswer } from './synchronous.js'

export interface Call {
  body: Record<string, any>
  query: Record<string, string | string[]>
  params: Record<string, string>
}

export interface HandlerParts {
  clock: Clock
  ids: IdSource
  store: TaskStore
  account: Account
  library: Library
  tasks: Tasks
  references: ReferenceCheck
  address: MediaAddress
  gateway: Gateway | undefined
  magic: boolean
}

/** What each kind of operation does. The kind and its links come from the document; nothing is listed per endpoint but what is truly of its own. */
export class Handlers {
  constructor(private parts: HandlerParts) {}

  /** The trouble written in the ids of a create. */
  magicOf(operation: Operation, body: unknown): Trouble {
    if (!this.parts.magic || operation.kind !== 'async task' || body === null || typeof body !== 'object') return {}
    const { external_task_id, callback_url, options } = body as Record<string, any>
    return { ...troubleInAddress(callback_url ?? options?.callback_url), ...troubleInText(external_task_id ?? options?.external_task_id) }
  }

  async answer(operation: Operation, call: Call, trouble: Trouble): Promise<PlainAnswer> {
    const retired = operation.retired
    if (retired) return this.refuse(retired.code === 1203 ? 404 : 400, retired.code, retired.message)
    switch (operation.kind) {
      case 'async task':
        return this.create(operation, call, trouble)
      case 'query one':
        return this.readOne(operation, call)
      case 'query list':
        return this.list(operation, call)
      case 'query many by id':
        return this.readMany(operation, call)
      case 'cursor list':
        return operation.standard === 'account' ? accountAnswer(this.parts, operation, call) : this.ok(await cursorPage(this.parts, operation, call.body ?? {}))
      case 'query':
        return accountAnswer(this.parts, operation, call)
      case 'synchronous':
        return synchronousAnswer(this.parts, operation, call)
      default:
        return libraryAnswer(this.parts, operation, call)
    }
  }

  private async create(operation: Operation, { body }: Call, trouble: Trouble): Promise<PlainAnswer> {
    const { references, tasks } = this.parts
    const named = body.model_name === '' ? undefined : body.model_name
    const model = named ?? defaults[operation.id]?.model_name
    const headers: Record<string, string> = named === undefined && typeof model === 'string' ? { 'kling-mock-warning': `model_name is missing; the documented default ${model} is taken` } : {}
    if (typeof model === 'string' && retiredModels[operation.id]?.includes(model)) {
      const answer = this.refuse(404, 1203, 'The model is discontinued')
      Object.assign(answer.headers, headers)
      return answer
    }
    const missing = await references.missing(operation.id, body)
    if (missing) return this.refuse(400, 1201, missing)
    const creation = await tasks.create(operation, body, trouble)
    if ('refused' in creation) {
      if (creation.refused === 'no-units') return this.refuse(429, 1102, 'Account balance not enough')
      if (creation.refused === 'no-slot') return this.refuse(429, 1303, 'parallel task over resource pack limit')
      return this.refuse(400, 1201, `External_task_id ${body.external_task_id ?? body.options?.external_task_id} already exists`)
    }
    const { task } = creation
    return this.ok(operation.standard === 'legacy' ? this.legacyHabits(operation, legacyCreated(task), true) : newCreated(task), headers, operation)
  }

  private async readOne(operation: Operation, { params }: Call): Promise<PlainAnswer> {
    const create = createOfRead.get(operation.id)
    const id = params.id ?? ''
    const task = await this.parts.tasks.read(id, (candidate) => candidate.operation === create?.id)
    if (!task) return this.refuse(400, 1201, `Task not found by id/external id: ${id}`)
    return this.ok(this.legacyHabits(operation, this.parts.tasks.legacy(task), false), {}, operation)
  }

  private async list(operation: Operation, { query }: Call): Promise<PlainAnswer> {
    const create = createOfRead.get(operation.id)!
    const page = Number(query.pageNum ?? 1) || 1
    const size = Number(query.pageSize ?? 30) || 30
    const found = await this.parts.store.page(create.id, (page - 1) * size, size)
    return this.ok(found.map((task) => this.parts.tasks.legacy(task)))
  }

  private async readMany(operation: Operation, { query }: Call): Promise<PlainAnswer> {
    const family = operation.path.startsWith('/solutions') ? 'solutions' : 'tasks'
    const external = query.external_task_ids !== undefined && query.external_task_ids !== ''
    const ids = [...new Set(String(external ? query.external_task_ids : (query.task_ids ?? '')).split(',').map((id) => id.trim()).filter(Boolean))]
    const found = await Promise.all(ids.map((id) => this.parts.tasks.read(id, (task) => familyOf(task.operation) === family, external ? 'external' : 'id')))
    return this.ok(found.filter((task) => task !== undefined).map((task) => this.parts.tasks.inNewShape(task)))
  }

  private ok(data: unknown, headers: Record<string, string> = {}, operation?: Operation): PlainAnswer {
    const body: Record<string, unknown> = success(this.parts.ids.request(), data)
    const habits = this.parts.gateway?.habits as { request_id_missing?: string[] } | undefined
    if (operation && habits?.request_id_missing?.includes(operation.id)) delete body.request_id
    return answer(200, body, headers)
  }

  private refuse(status: number, code: number, message: string): PlainAnswer {
    return refusal(this.parts.ids.request(), status, code, message)
  }

  /** What a gateway leaves out of, or puts into, a legacy task. */
  private legacyHabits(operation: Operation, task: Record<string, unknown>, created: boolean): Record<string, unknown> {
    const habits = this.parts.gateway?.habits as { echoes_external_task_id?: unknown; task_info?: Record<string, any>; absent_members?: string[] } | undefined
    if (!habits) return task
    const create = created ? operation : createOfRead.get(operation.id)
    if (habits.echoes_external_task_id === false) task.task_info = habits.task_info?.[create?.id ?? ''] ?? habits.task_info?.default ?? {}
    for (const member of habits.absent_members ?? []) delete task[member]
    return task
  }
}

