import { type ErrorCode, type ErrorMessage, errorCodes, type Gateway, type Operation } from '@klingkit/openapi/runtime'
import { errorBodyOf } from '@klingkit/simulator'
import type { NamedExample } from './named-examples.js'

/**
 * The documented refusals of an operation: `error-<code>` for each code, and one example for each further text of the service. They follow from the table of codes as those of the document do.
 */
export function errorExamples(operation: Operation, gateway: Gateway | undefined): Map<string, NamedExample> {
  const examples = new Map<string, NamedExample>()
  const refusal = ({ code, http }: ErrorCode, message: string) => ({ status: http, body: errorBodyOf(gateway, { code, message, request_id: requestId(code) }) })
  for (const error of errorCodes) {
    if (error.code === 0) continue
    const texts = (error.messages ?? []).filter((message) => applies(message, operation, gateway !== undefined))
    const main = texts.find(({ name }) => !name)?.text ?? error.meaning.replace(/\.$/, '')
    examples.set(`error-${error.code}`, refusal(error, main))
    for (const { name, text } of texts) if (name) examples.set(name, refusal(error, text))
  }
  const { retired } = operation
  const code = errorCodes.find((error) => error.code === retired?.code)
  if (retired && code) examples.set(`error-${code.code}`, refusal(code, retired.message))
  return examples
}

function applies(message: ErrorMessage, operation: Operation, throughGateway: boolean): boolean {
  const { example, own_keys, standards, kinds, operations, except } = message
  return (
    example !== false &&
    !(own_keys && throughGateway) &&
    (standards?.includes(operation.standard) ?? true) &&
    (kinds?.includes(operation.kind) ?? true) &&
    (operations?.includes(operation.id) ?? true) &&
    !except?.includes(operation.id)
  )
}

/** Made up, and easy to recognize. */
function requestId(code: number): string {
  return `00000000-0000-4000-8000-${String(code).padStart(12, '0')}`
}
