import { type ErrorCode, type ErrorMessage, errorCodes, type Operation } from '@klingkit/openapi/runtime'

const codes = new Map(errorCodes.map((error) => [error.code, error]))

/** The numbers of all errors. */
export const errorNumbers: readonly number[] = [...codes.keys()].filter((code) => code !== 0)

export function errorOf(code: number): ErrorCode {
  const error = codes.get(code)
  if (!error) throw new TypeError(`klingkit: there is no error code ${code}`)
  return error
}

interface Situation {
  /** Who answers; texts differ by standard. */
  operation?: Operation | undefined
  /** Gateways say nothing about Kling's own keys. */
  throughGateway?: boolean
}

/** What the service says with a code: the text that was captured for such an operation, else the documented meaning. */
export function errorText(code: number, { operation, throughGateway = false }: Situation = {}): string {
  const { messages = [], meaning } = errorOf(code)
  const fitting = messages.find((message) => !message.name && message.example !== false && !(message.own_keys && throughGateway) && applies(message, operation))
  return fitting?.text ?? meaning.replace(/\.$/, '')
}

/** What the service says to a model that is gone; seen on two operations, so taken for all. */
export const discontinuedModel: string = errorOf(1203).messages?.find(({ name }) => !name)?.text ?? errorText(1203)

/** A text of the error table by its name, with the part that differs from call to call put in. */
export function namedText(code: number, name: string, part = ''): string {
  const message = findNamed(code, name)
  if (!message) throw new TypeError(`klingkit: error ${code} has no text named '${name}'`)
  return withPart(message, part)
}

/** The same, where there may be no such text, or none of this operation. */
export function namedTextFor(code: number, name: string, part: string, operation: Operation): string | undefined {
  const message = findNamed(code, name)
  return message && (!message.operations || message.operations.includes(operation.id)) ? withPart(message, part) : undefined
}

function findNamed(code: number, name: string): ErrorMessage | undefined {
  return errorOf(code).messages?.find((message) => message.name === name)
}

function withPart({ text, sample }: ErrorMessage, part: string): string {
  return sample === undefined ? text : text.replace(sample, () => part)
}

function applies({ standards, kinds, operations, except }: ErrorMessage, operation: Operation | undefined): boolean {
  if (!operation) return !standards && !kinds && !operations
  return (
    (!standards || standards.includes(operation.standard)) &&
    (!kinds || kinds.includes(operation.kind)) &&
    (!operations || operations.includes(operation.id)) &&
    !except?.includes(operation.id)
  )
}
