import { KlingValidationError } from '../errors/kling-validation-error.js'
import type { Validation, Validators } from './validate.js'

interface Schema {
  safeParse(value: unknown): { error?: { issues: { path: PropertyKey[]; code: string; message: string }[] } }
}

/**
 * Makes the option `validate` of the validators of `@klingkit/zod`, which are handed in so that they are bundled only where they are wanted.
 *
 * What breaks a documented rule is thrown as a KlingValidationError; what the service would only ignore goes to the logger as a warning.
 *
 * @param validators the whole of `@klingkit/zod`
 * @param what Default `both`
 * @example
 * import * as validators from '@klingkit/zod'
 * const client = createClient({ validate: validation(validators, 'request') })
 */
export function validation({ checkRequest, validators }: Validators, what: 'request' | 'response' | 'both' = 'both'): Validation {
  const request: Validation['request'] = (operation, parts, logger) => {
    const { ok, issues, warnings } = checkRequest(operation, { ...parts, body: plain(parts.body) })
    for (const { path, message } of warnings) logger?.warn?.(`${operation}: ${message}`, { operation, path })
    if (!ok) throw new KlingValidationError({ operation, direction: 'request', issues })
  }
  const response: Validation['response'] = (operation, answer) => {
    const { error } = (validators as Record<string, { response: Schema }>)[operation]?.response.safeParse(answer) ?? {}
    const issues = error?.issues.map(({ path, code, message }) => ({ path: path.join('.'), rule: code, message }))
    if (issues) throw new KlingValidationError({ operation, direction: 'response', issues, answer })
  }
  return { ...(what === 'response' ? {} : { request }), ...(what === 'request' ? {} : { response }) }
}

/** Validators know what JSON knows; a bigint is text to them. */
function plain(body: unknown): unknown {
  return body && JSON.parse(JSON.stringify(body, (_, value) => (typeof value === 'bigint' ? `${value}` : value)))
}
