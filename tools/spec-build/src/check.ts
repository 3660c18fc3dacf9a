import type { ValidateFunction } from 'ajv'
import { assertionKeywords } from '../../../spec/lint/schema-keywords.ts'
import { compilerFor, errorText, withoutBigint } from './ajv.ts'
import type { BuiltDocument } from './document.ts'
import type { InvalidBody } from './load-examples.ts'
import { brokenRules, namedRules } from './named-rules.ts'
import { neverShown } from './never-shown.ts'
import { requestSchema, resolveRef } from './schema.ts'
import { type JsonObject, operationsOf, webhooksOf } from './types.ts'

/** What examples and schemas say of each other, one line per finding. What can be said of one of them alone is lint (spec/lint). */
export function checkDocument({ document, invalid }: BuiltDocument): string[] {
  const compile = compilerFor(document)
  return [
    ...operationsOf(document).flatMap(({ operation }) => [
      ...checkRequests(document, operation, compile, invalid[operation.operationId] ?? {}),
      ...checkResponses(document, operation, compile),
    ]),
    ...webhooksOf(document).flatMap(({ operation }) => checkWebhook(operation, compile)),
  ]
}

function checkRequests(document: JsonObject, operation: JsonObject, compile: Compile, invalid: Record<string, InvalidBody>): string[] {
  const id = operation.operationId
  const schema = requestSchema(operation)
  if (!schema) return []
  const validate = compile(schema)
  const examples = Object.entries<JsonObject>(operation.requestBody.content['application/json'].examples ?? {})
  const shown = examples.map(([, example]) => example.value)
  return [
    ...examples.flatMap(([name, { value }]) => [
      ...(validate(withoutBigint(value)) ? [] : [`${id}: request example ${name} is refused: ${errorText(validate.errors)}`]),
      ...brokenRules(document, schema, value).map((rule) => `${id}: request example ${name} breaks rule ${rule}`),
    ]),
    ...neverShown(document, schema, shown).map((path) => `${id}: no request example shows ${path}; write one in examples/requests.yaml`),
    ...checkInvalid(document, id, schema, validate, invalid),
  ]
}

function checkInvalid(document: JsonObject, id: string, schema: JsonObject, validate: ValidateFunction, bodies: Record<string, InvalidBody>): string[] {
  const named = namedRules(document, schema)
  const findings = Object.entries(bodies).flatMap(([name, body]) => {
    const accepted = validate(withoutBigint(body.value)) as boolean
    const broken = brokenRules(document, schema, body.value)
    if (accepted && broken.length === 0) return [`${id}: invalid body ${name} is accepted`]
    if (named.other.includes(body.rule)) return broken.includes(body.rule) ? [] : [`${id}: invalid body ${name} does not break ${body.rule}`]
    if (named.schema.includes(body.rule)) return accepted ? [`${id}: invalid body ${name} does not break ${body.rule}`] : []
    if (body.derived || (assertionKeywords as readonly string[]).includes(body.rule)) return []
    return [`${id}: invalid body ${name} names '${body.rule}', which is no rule of this schema and no keyword`]
  })
  const tested = new Set(Object.values(bodies).map((body) => body.rule))
  for (const rule of [...named.schema, ...named.other]) {
    if (!tested.has(rule)) findings.push(`${id}: no invalid body breaks ${rule}; write one in examples/invalid.yaml`)
  }
  if (Object.keys(bodies).length < 3) findings.push(`${id}: fewer than three invalid bodies; write more in examples/invalid.yaml`)
  return findings
}

function checkResponses(document: JsonObject, operation: JsonObject, compile: Compile): string[] {
  const id = operation.operationId
  return Object.entries<JsonObject>(operation.responses ?? {}).flatMap(([status, given]) => {
    const media = resolveRef(document, given).content?.['application/json']
    if (!media) return []
    const validate = compile(media.schema)
    return Object.entries<JsonObject>(media.examples ?? {}).flatMap(([name, { value }]) =>
      validate(withoutBigint(value)) ? [] : [`${id}: response example ${status} ${name} breaks its schema: ${errorText(validate.errors)}`],
    )
  })
}

function checkWebhook(operation: JsonObject, compile: Compile): string[] {
  const schema = requestSchema(operation)
  if (!schema) return []
  const validate = compile(schema)
  return Object.entries<JsonObject>(operation.requestBody.content['application/json'].examples ?? {}).flatMap(([name, { value }]) =>
    validate(withoutBigint(value)) ? [] : [`${operation.operationId}: example ${name} breaks its schema: ${errorText(validate.errors)}`],
  )
}

type Compile = ReturnType<typeof compilerFor>
