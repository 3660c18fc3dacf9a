import { KlingApiError } from './kling-api-error.js'

/** The account cannot pay: no pack of that type is left, it is in arrears or in an abnormal state (1100 to 1102). HTTP status 429, but waiting does not help. */
export class KlingBalanceError extends KlingApiError {
  static override readonly code = 'KLING_BALANCE'
  declare readonly code: 'KLING_BALANCE'
}
