import { KlingError } from '../errors/kling-error.js'
import type { Configuration } from './configuration.js'
import { exact } from './exact.js'
import type { Operation } from './operation.js'

/** What goes into a call. */
export interface Input {
  /** What stands for `{id}` in the path. */
  id?: string | undefined
  query?: object | undefined
  body?: unknown
}

/** A call ready to be sent, as often as needed. */
export interface Prepared {
  operation: Operation
  url: string
  body: string | undefined
}

/** `.` and `..` are steps in a path, also when they are encoded. */
const noId = /^\s*\.{0,2}\s*$/

/**
 * Judges a call and writes it down.
 *
 * @throws KlingError when the gateway does not relay the operation, KlingValidationError when a validator refuses it
 */
export function prepare(configuration: Configuration, operation: Operation, { id, query, body }: Input): Prepared {
  const { gateway, baseUrl, validate, logger } = configuration
  const refusal = gateway?.refuses?.(operation, body, configuration) ?? (operation.path.includes('{id}') && noId.test(id ?? '') && 'an id is needed')
  if (refusal) throw new KlingError(`${operation.id}: ${refusal}`)
  const search = Object.entries({ ...query }).flatMap(([name, value]) => (value == null ? [] : [[name, String(exact(name, value))]]))
  if (operation.kind !== 'unknown') validate?.request?.(operation.id, { body, query: Object.fromEntries(search), path: { id } }, logger)
  const text = String(new URLSearchParams(search))
  const path = (gateway?.path?.(operation) ?? operation.path).replace('{id}', () => encodeURIComponent(exact('id', id) as string))
  return {
    operation,
    url: baseUrl + path + (text && `?${text}`),
    body:
      operation.method === 'GET' || body === undefined
        ? undefined
        : (gateway?.write?.(operation, body) ?? operation.integers?.write(body, operation.id) ?? JSON.stringify(body, exact)),
  }
}
