import type { Refusal } from './kling-api-error.js'

/** A refusal of which the service said nothing. */
export function bareRefusal(operation: string, serverMessage: string, status: number, klingCode?: number, attempts = 0): Refusal {
  return { operation, serverMessage, status, klingCode, request_id: undefined, retry: 'never', headers: {}, attempts, curl: '' }
}
