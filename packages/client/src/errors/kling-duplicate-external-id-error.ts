import { KlingApiError } from './kling-api-error.js'

/** A task with this external task id exists already, made by an earlier call (or by this one, should the network have delivered it twice). Nothing more was created or charged; read the task by that id, or take another one. */
export class KlingDuplicateExternalIdError extends KlingApiError {
  static override readonly code = 'KLING_DUPLICATE_EXTERNAL_ID'
  declare readonly code: 'KLING_DUPLICATE_EXTERNAL_ID'
}
