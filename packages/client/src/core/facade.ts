import { createTask } from '../create/create-task.js'
import { credentialFromEnvironment } from '../credentials/from-environment.js'
import { KlingError } from '../errors/kling-error.js'
import type { Kling } from '../generated/kling.gen.js'
import { list } from '../lists/list.js'
import { run } from '../wait/run.js'
import { wait } from '../wait/wait.js'
import { waitAll, waitAllSettled } from '../wait/wait-all.js'
import { waitById } from '../wait/wait-by-id.js'
import { call } from './call.js'
import type { Client, PlainRequest } from './client.js'
import { clientWith } from './create-client.js'
import type { Gateway } from './gateway.js'
import type { Operation, OperationKind } from './operation.js'
import type { CallOptions, KlingOptions } from './options.js'
import { request } from './plain-request.js'
import { readMany } from './read-many.js'
import { allOperations } from './table.js'
import { validation } from './validation.js'

/**
 * Makes a client with every operation by its name, which mirrors the URL: `POST /v1/videos/text2video` is `kling.v1.videos.text2video.create(body)`.
 *
 * Takes the same options as `createClient`, and is one: the functions of `@klingkit/client/operations` take it too. Where no credential is given, it reads `KLINGAI_API_KEY`, or
 * `KLINGAI_ACCESS_KEY` with `KLINGAI_SECRET_KEY`. With a gateway the type has only the operations that this one relays.
 *
 * @throws KlingError when an option is wrong, or when a credential is given in a browser page
 * @see https://kling.ai/document-api/apiReference/commonInfo
 * @example
 * const kling = createKling({ apiKey: process.env.KLINGAI_API_KEY })
 * const task = await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox in the snow' })
 * const done = await kling.wait(task)
 */
export function createKling<Facade extends Client = Kling>(options: KlingOptions & { gateway: Gateway<Facade> }): Facade
export function createKling(options?: KlingOptions): Kling
export function createKling({ validate, validators, ...options }: KlingOptions = {}): Client {
  if (typeof validate === 'string' && !validators) throw new KlingError(`validate: '${validate}' needs validators: hand in the whole of @klingkit/zod`)
  const judge = typeof validate === 'string' ? validation(validators!, validate) : validate
  const kling = clientWith({ ...options, ...(judge && { validate: judge }) }, credentialFromEnvironment) as any
  kling.request = (wanted: PlainRequest, callOptions?: CallOptions) => request(kling, wanted, callOptions)
  kling.wait = (task: any, waitOptions?: any) => wait(kling, task, waitOptions)
  kling.waitAll = (tasks: any, waitOptions?: any) => waitAll(kling, tasks, waitOptions)
  kling.waitAllSettled = (tasks: any, waitOptions?: any) => waitAllSettled(kling, tasks, waitOptions)
  for (const { operation, call } of allOperations()) {
    let at = kling
    for (const segment of call.slice(0, -1)) at = at[segment] ??= {}
    Object.assign(at, methods(kling, operation, call.at(-1)!))
  }
  return kling
}

type Methods = Record<string, (...given: any[]) => unknown>

function methods(client: Client, operation: Operation, name: string): Methods {
  const own = { [name]: (first: any, options?: any) => callers[operation.kind](client, operation, first, options) }
  if (operation.kind !== 'async task') return own
  return {
    ...own,
    run: (body, options) => run(client, operation, body, options),
    wait: (id, options) => waitById(client, operation, id, options),
  }
}

type Caller = (client: Client, operation: Operation, first: any, options: any) => unknown

const sent: Caller = (client, operation, body, options) => call(client, operation, { body }, options)

/** What the first argument of a method is. */
const callers: Record<OperationKind, Caller> = {
  'async task': createTask,
  'query one': (client, operation, id, options) => call(client, operation, { id }, options),
  'query list': list,
  list,
  'cursor list': list,
  'query many by id': readMany,
  query: (client, operation, query, options) => call(client, operation, { query }, options),
  synchronous: sent,
  acknowledgement: sent,
  unknown: sent,
}
