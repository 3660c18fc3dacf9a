import type * as z from 'zod'
import { brokenBy, pathText } from './generated/messages.gen.js'
import { validators } from './generated/operations.gen.js'
import { unknownMembers } from './unknown-members.js'

/** The parts of a request, as far as the operation has them. */
export interface RequestParts {
  body?: unknown
  /** Query parameters; numbers may stand as numbers or as the text of a URL. */
  query?: unknown
  /** Path parameters. */
  path?: unknown
}

export interface RequestIssue {
  /** The field, for example `contents[0].text`; `body`, `query` or `path` when the part as a whole is meant. */
  path: string
  /** The documented rule that is broken: a JSON Schema keyword such as `maxLength`, or the name of a rule of the document. */
  rule: string
  /** One sentence, worded as the service words it where its text is known. */
  message: string
}

export interface RequestWarning {
  path: string
  message: string
  /** The known field that is probably meant. */
  suggestion?: string
}

export interface RequestCheck {
  ok: boolean
  issues: RequestIssue[]
  /** What the service would silently ignore. */
  warnings: RequestWarning[]
}

export type OperationId = keyof typeof validators

/** The validators of a document: operation id -> schemas of the parts of a request, and of its answer. */
export type Validators = Record<string, { body?: z.ZodType; query?: z.ZodType; path?: z.ZodType; response: z.ZodType }>

/**
 * Checks a request against the documented rules of an operation. Nothing is changed and nothing thrown for a bad request.
 *
 * @param operationId for example `createText2Video`
 * @returns `ok` with the broken rules in `issues`; members the service would ignore in `warnings`, with the nearest known name
 * @throws TypeError for an operation id that does not exist
 * @example
 * const { ok, issues } = checkRequest('createText2Video', { body: { model_name: 'kling-v3', prompt: '' } })
 * if (!ok) console.error(issues.map((issue) => issue.message).join('\n'))
 */
export function checkRequest(operationId: OperationId, parts: RequestParts): RequestCheck {
  return checkWith(validators, operationId, parts)
}

/** The same with the validators of any document. */
export function checkWith(known: Validators, operationId: string, parts: RequestParts): RequestCheck {
  if (!Object.hasOwn(known, operationId)) throw new TypeError(`klingkit: there is no operation '${operationId}'`)
  const schemas = known[operationId]!
  // Joined by concat: a body may have more strange members than a call may have arguments.
  let issues: RequestIssue[] = []
  let warnings: RequestWarning[] = []
  for (const part of ['path', 'query', 'body'] as const) {
    const schema = schemas[part]
    if (!schema) continue
    // A request always has a path and a query, be they empty; it may have no body.
    const value = part === 'body' ? parts.body : (parts[part] ?? {})
    const result = schema.safeParse(value, { reportInput: true })
    if (!result.success) issues = issues.concat(result.error.issues.map((issue) => toIssue(issue, part)))
    warnings = warnings.concat(unknownMembers(schema, value))
  }
  return { ok: issues.length === 0, issues, warnings }
}

function toIssue(issue: z.core.$ZodIssue, part: string): RequestIssue {
  const { broken, below } = brokenBy(issue)
  return { path: pathText([...issue.path, ...below]) || part, rule: broken.rule, message: issue.message }
}
