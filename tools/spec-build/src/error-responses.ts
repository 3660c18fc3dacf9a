import { requestId } from './stable-ids.ts'
import { type JsonObject, operationsOf } from './types.ts'

const descriptions: Record<number, string> = {
  400: 'The parameters or the content were refused.',
  401: 'The credential was refused.',
  403: 'The account may not use this.',
  404: 'The method or the resource, for example the model, does not exist.',
  429: 'Too much at once, or the account cannot pay; only some of these are worth a retry.',
  500: 'Server error.',
  503: 'Temporarily unavailable.',
  504: 'Timeout inside the service.',
}

/** Gives every operation the error responses of errors.yaml, with one named example per code and one per further captured text. */
export function addErrorResponses(document: JsonObject, errors: JsonObject): void {
  // Only Kling itself takes tokens signed by the caller.
  const throughGateway = !document.components.securitySchemes?.accessKeyJwt
  const example = exampleIn(document['x-kling-gateway']?.habits)
  for (const { operation } of operationsOf(document)) {
    const standard = operation['x-kling-standard']
    const byStatus = new Map<number, JsonObject>()
    for (const error of errors.codes) {
      if (error.code === 0) continue
      const examples = byStatus.get(error.http) ?? {}
      byStatus.set(error.http, examples)
      const texts = (error.messages ?? []).filter((message: JsonObject) => applies(message, operation, throughGateway))
      const main = texts.find((text: JsonObject) => !text.name)
      examples[`error-${error.code}`] = example(operation, error, main?.text ?? plain(error.meaning), main ? origin(main) : 'assembled')
      for (const text of texts) if (text.name) examples[text.name] = example(operation, error, text.text, origin(text), text.when)
    }
    const retired = operation['x-kling-retired']
    if (retired) {
      const error = errors.codes.find((entry: JsonObject) => entry.code === retired.code)
      if (!error) throw new Error(`${operation.operationId}: x-kling-retired names code ${retired.code}, which errors.yaml does not have`)
      byStatus.get(error.http)![`error-${retired.code}`] = example(operation, error, retired.message, 'captured')
    }
    // The mock answers a refusal with the first example of a status; the commonest code goes first.
    const first: Record<number, string> = { 400: 'error-1201', 401: 'error-1001', 404: 'error-1203', 429: 'error-1303' }
    for (const [status, examples] of [...byStatus].sort(([a], [b]) => a - b)) {
      const ordered = first[status] ? { [first[status]]: examples[first[status]], ...examples } : examples
      operation.responses[status] = {
        description: descriptions[status] ?? 'Refused.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorResponse' }, examples: ordered } },
      }
    }
    if (standard === undefined) throw new Error(`${operation.operationId} has no x-kling-standard`)
  }
}

/** Whether an operation answers with this text; see the head of errors.yaml. */
function applies(message: JsonObject, operation: JsonObject, throughGateway: boolean): boolean {
  return (
    message.example !== false &&
    !(message.own_keys && throughGateway) &&
    (!message.standards || message.standards.includes(operation['x-kling-standard'])) &&
    (!message.kinds || message.kinds.includes(operation['x-kling-kind'])) &&
    (!message.operations || message.operations.includes(operation.operationId)) &&
    !message.except?.includes(operation.operationId)
  )
}

function origin(message: JsonObject): string {
  return message.origin
}

function plain(meaning: string): string {
  return meaning.replace(/\.$/, '')
}

/** Makes examples in the shape of whoever passes Kling's errors on. */
function exampleIn(habits: JsonObject = {}) {
  return (operation: JsonObject, error: JsonObject, text: string, from: string, when?: string): JsonObject => {
    const body = { code: error.code, message: text, request_id: requestId(`${operation.operationId}.${error.code}.${text}`) }
    return { summary: `${error.code}: ${when ?? plain(error.meaning)}`, 'x-kling-origin': from, value: nested(body, habits) }
  }
}

/** Kling's error as a gateway passes it on; what the gateway refuses itself stays as it is. */
function nested(body: JsonObject, { error_nesting: at = 'none', own_errors = [] }: JsonObject): JsonObject {
  if (at === 'none' || own_errors.includes(body.code)) return body
  const { message } = body
  return at.split('.').reduceRight((inner: JsonObject, member: string, level: number) => {
    // In the order of the captured body.
    return level === 0 ? { message, [member]: inner } : { [member]: inner, message }
  }, body)
}
