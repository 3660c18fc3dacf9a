import type { Operation } from '../core/operation.js'
import type { CallOptions } from '../core/options.js'
import type { WatchedTask } from './watched-task.js'

/** Tasks that can be read together. */
export interface Group {
  readonly get: Operation
  /** The list of the legacy standard, as long as it is of use. */
  list: Operation | undefined
  readonly headers: CallOptions['headers']
  /** By their ids. */
  readonly tasks: Map<string, WatchedTask>
  /** Whether pages are being read. */
  paging: boolean
  /** Tasks per page, 0 before the first one: as deep as they were found, and as many again. */
  pageSize: number
}
