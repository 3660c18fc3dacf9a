import type { BuiltDocument } from './document.ts'
import { type JsonObject, operationsOf, webhooksOf } from './types.ts'

/** operation -> status -> name -> body */
export function responseExamples({ document }: BuiltDocument): JsonObject {
  return Object.fromEntries(
    operationsOf(document).map(({ operation }) => [
      operation.operationId,
      Object.fromEntries(
        Object.entries<JsonObject>(operation.responses).map(([status, response]) => [status, bodies(response.content?.['application/json']?.examples)]),
      ),
    ]),
  )
}

/** operation -> name -> body of an answer 200 */
export function successExamples({ document }: BuiltDocument): JsonObject {
  return Object.fromEntries(
    operationsOf(document).map(({ operation }) => [operation.operationId, bodies(operation.responses['200'].content?.['application/json']?.examples)]),
  )
}

/** operation or webhook -> name -> body */
export function requestExamples({ document }: BuiltDocument): JsonObject {
  return Object.fromEntries(
    [...operationsOf(document), ...webhooksOf(document)]
      .filter(({ operation }) => operation.requestBody)
      .map(({ operation }) => [operation.operationId, bodies(operation.requestBody.content['application/json'].examples)]),
  )
}

function bodies(examples: JsonObject | undefined): JsonObject {
  return Object.fromEntries(Object.entries<JsonObject>(examples ?? {}).map(([name, example]) => [name, example.value]))
}
