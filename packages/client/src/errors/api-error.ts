import { duplicateExternalId, errorKinds, retryClasses, taskNotFound } from '../generated/error-codes.gen.js'
import { KlingApiError, type Refusal, type RetryClass } from './kling-api-error.js'
import { KlingAuthenticationError } from './kling-authentication-error.js'
import { KlingBalanceError } from './kling-balance-error.js'
import { KlingConcurrencyError } from './kling-concurrency-error.js'
import { KlingDuplicateExternalIdError } from './kling-duplicate-external-id-error.js'
import { KlingInvalidRequestError } from './kling-invalid-request-error.js'
import { KlingNotFoundError } from './kling-not-found-error.js'
import { KlingPermissionError } from './kling-permission-error.js'
import { KlingPolicyError } from './kling-policy-error.js'
import { KlingRateLimitError } from './kling-rate-limit-error.js'
import { KlingServerError } from './kling-server-error.js'

const classes = {
  authentication: KlingAuthenticationError,
  permission: KlingPermissionError,
  balance: KlingBalanceError,
  request: KlingInvalidRequestError,
  missing: KlingNotFoundError,
  policy: KlingPolicyError,
  rate: KlingRateLimitError,
  concurrency: KlingConcurrencyError,
  server: KlingServerError,
}

/** Where there is no code that is known. */
const kindsOfStatus: Record<number, keyof typeof classes> = {
  400: 'request',
  401: 'authentication',
  402: 'balance',
  403: 'permission',
  404: 'missing',
  405: 'missing',
  408: 'server',
  422: 'request',
  429: 'rate',
}

/** The error for a refusal: by Kling's code, by its text where one code says several things, and where there is no code that is known by the HTTP status. */
export function apiError(refusal: Omit<Refusal, 'retry'>, ...notes: (string | false | undefined)[]): KlingApiError {
  const { klingCode, status, serverMessage } = refusal
  const known = errorKinds[klingCode!] ?? errorKinds[Math.floor(klingCode! / 100)]
  const kind = known ?? kindsOfStatus[status] ?? (status < 300 || status > 499 ? 'server' : undefined)
  const retry: RetryClass = retryClasses[klingCode!] ?? (kind === 'server' ? 'recover-first' : kind === 'rate' ? 'backoff' : 'never')
  return new (classOf(kind, serverMessage))({ ...refusal, retry }, ...notes)
}

function classOf(kind: keyof typeof classes | undefined, message: string): typeof KlingApiError {
  if (!kind) return KlingApiError
  if (kind !== 'request') return classes[kind]
  return duplicateExternalId.test(message) ? KlingDuplicateExternalIdError : classes[taskNotFound.test(message) ? 'missing' : kind]
}
