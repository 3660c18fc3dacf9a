import { KlingApiError } from './kling-api-error.js'

/** The content or the use was refused by a policy (1300, 1301). */
export class KlingPolicyError extends KlingApiError {
  static override readonly code = 'KLING_POLICY'
  declare readonly code: 'KLING_POLICY'
}
