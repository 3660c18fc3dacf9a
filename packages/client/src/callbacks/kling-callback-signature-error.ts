import { KlingError } from '../errors/kling-error.js'

/** Why a signature was refused. `too-old` and `too-new`: the time stamp is off by more than the tolerance; `mismatch`: no signature fits any secret. */
export type SignatureProblem = 'missing-header' | 'malformed-header' | 'too-old' | 'too-new' | 'mismatch'

/** A callback is not proved to come from Kling; answer 401 and do nothing with it. */
export class KlingCallbackSignatureError extends KlingError {
  static override readonly code = 'KLING_CALLBACK_SIGNATURE'
  declare readonly code: 'KLING_CALLBACK_SIGNATURE'
  declare readonly problem: SignatureProblem

  constructor(problem: SignatureProblem, message: string) {
    super(message, { problem })
  }
}
