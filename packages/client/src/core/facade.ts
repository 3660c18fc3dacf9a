import { createTask } from '../create/create-task.js'
import { createQueue } from '../create/queue.js'
import { credentialFromEnvironment } from '../credentials/from-environment.js'
import { KlingError } from '../errors/kling-error.js'
import type { Kling } from '../generated/kling.gen.js'
import { list } from '../lists/list.js'
import { createPoller } from '../wait/poller.js'
import { run } from '../wait/run.js'
import { wait } from '../wait/wait.js'
import { waitAll, waitAllSettled } from '../wait/wait-all.js'
import { waitById } from '../wait/wait-by-id.js'
import { call } from './call.js'
import type { Client } from './client.js'
import { clientWith } from './create-client.js'
import { curlLine } from './curl.js'
import type { Gateway } from './gateway.js'
import type { Operation, OperationKind } from './operation.js'
import type { KlingOptions } from './options.js'
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
export function createKling({ validate, validators, concurrency, ...options }: KlingOptions = {}): Client {
  if (typeof validate === 'string' && !validators) throw new KlingError(`validate: '${validate}' needs validators: hand in the whole of @klingkit/zod`)
  const judge = typeof validate === 'string' ? validation(validators!, validate) : validate
  const queue = concurrency === undefined || typeof concurrency === 'function' ? concurrency : createQueue(concurrency)
  const kling = clientWith({ ...options, validate: judge!, concurrency: queue!, polling: createPoller, curl: curlLine }, credentialFromEnvironment) as any
  const own: Record<string, (client: Client, first: any, options?: any) => unknown> = { request, wait, waitAll, waitAllSettled }
  for (const name in own) kling[name] = (first: any, options?: any) => own[name]!(kling, first, options)
  for (const { operation, call } of allOperations()) {
    let at = kling
    for (const segment of call.slice(0, -1)) at = at[segment] ??= {}
    const methods: Record<string, Method> = { [call.at(-1)!]: special[operation.kind] ?? plain, ...(operation.reads && { run, wait: waitById }) }
    for (const name in methods) at[name] = (first: any, options?: any) => methods[name]!(kling, operation, first, options)
  }
  return kling
}

type Method = (client: Client, operation: Operation, first: any, options?: any) => unknown

/** What the first argument of a method is. */
const plain: Method = (client, operation, first, options) =>
  call(client, operation, { [operation.kind === 'query one' ? 'id' : operation.kind === 'query' ? 'query' : 'body']: first }, options)

const special: Partial<Record<OperationKind, Method>> = {
  'async task': createTask,
  'query list': list,
  list,
  'cursor list': list,
  'query many by id': readMany,
}
