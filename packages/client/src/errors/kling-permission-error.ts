import { KlingApiError } from './kling-api-error.js'

/** The account, or this address of the network, may not use the operation or the model (1103, 1304). */
export class KlingPermissionError extends KlingApiError {
  static override readonly code = 'KLING_PERMISSION'
  declare readonly code: 'KLING_PERMISSION'
}
