import { KlingValidationError } from '../errors/kling-validation-error.js'
import { specHash } from '../generated/spec-hash.gen.js'
import { exact } from './exact.js'
import type { Validation, Validators } from './validate.js'

let told = false

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
export function validation({ checkRequest, validators, specHash: judged }: Validators, what: 'request' | 'response' | 'both' = 'both'): Validation {
  if (judged && judged !== specHash && !told) {
    told = true
    console.warn(`@klingkit/client and @klingkit/zod are of different versions (${specHash}, ${judged}); install the same.`)
  }
  const request: Validation['request'] = (operation, parts, logger) => {
    const { ok, issues, warnings } = checkRequest(operation, { ...parts, body: plain(parts.body) })
    for (const { path, message } of warnings) logger?.warn?.(`${operation}: ${message}`, { operation, path })
    if (!ok) throw new KlingValidationError({ operation, direction: 'request', issues })
  }
  const response: Validation['response'] = (operation, answer) => {
    const { error } = (validators as Record<string, { response: Schema }>)[operation]?.response.safeParse(answer) ?? {}
    if (!error) return
    const issues = error.issues.map(({ path, code, message }) => ({ path: path.join('.'), rule: code, message }))
    throw new KlingValidationError({ operation, direction: 'response', issues, answer })
  }
  return { request: what === 'response' ? undefined : request, response: what === 'request' ? undefined : response }
}

/** Validators know what JSON knows; a bigint is text to them. */
function plain(body: unknown): unknown {
  return body && JSON.parse(JSON.stringify(body, exact))
}
