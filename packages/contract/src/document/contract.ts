import type { GatewayName, MadeFact, OperationId, OperationKind, OperationStatus, Standard, TaskFacts } from '@klingkit/openapi/runtime'
import { type InvalidExample, readDocument, readInvalidExamples } from './read-document.js'

export interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  description: string
  schema: Record<string, any>
}

/** An operation of a document with all that it promises. */
export interface ContractOperation {
  id: OperationId
  method: 'GET' | 'POST'
  path: string
  standard: Standard
  kind: OperationKind
  status: OperationStatus
  task: TaskFacts | undefined
  makes: readonly MadeFact[]
  retired: { code: number; message: string } | undefined
  parameters: Parameter[]
  /** Names of the security schemes of which one is needed. */
  security: string[]
  /** Bodies that must be accepted, by name. */
  requests: Record<string, any>
  /** Bodies that must be refused, by name. */
  invalid: Record<string, InvalidExample>
  /** The schema of its body. */
  body: Record<string, any> | undefined
}

export interface Contract {
  gateway: GatewayName
  document: Record<string, any>
  operations: ContractOperation[]
}

const contracts = new Map<GatewayName, Contract>()

/** The document of a gateway as operations that can be driven; read once, and never changed. */
export function readContract(gateway: GatewayName): Contract {
  const contract = contracts.get(gateway) ?? read(gateway)
  contracts.set(gateway, contract)
  return contract
}

function read(gateway: GatewayName): Contract {
  const document = readDocument(gateway)
  // Matchers never ask for these, and reading them takes a third of the time.
  let invalid: ReturnType<typeof readInvalidExamples> | undefined
  const invalidOf = (id: string) => {
    invalid ??= readInvalidExamples(gateway)
    return invalid[id] ?? {}
  }
  const operations = Object.entries<any>(document.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const)
      .filter((method) => item[method])
      .map((method): ContractOperation => {
        const operation = item[method]
        const media = operation.requestBody?.content?.['application/json']
        return {
          id: operation.operationId,
          method: method === 'get' ? 'GET' : 'POST',
          path,
          standard: operation['x-kling-standard'],
          kind: operation['x-kling-kind'],
          status: operation['x-kling-status'],
          task: operation['x-kling-task'],
          makes: operation['x-kling-makes'] ?? [],
          retired: operation['x-kling-retired'],
          parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) => parameterOf(document, parameter)),
          security: (operation.security ?? document.security ?? []).flatMap((scheme: object) => Object.keys(scheme)),
          requests: Object.fromEntries(Object.entries<any>(media?.examples ?? {}).map(([name, { value }]) => [name, value])),
          get invalid() {
            return invalidOf(operation.operationId)
          },
          body: media && resolved(document, media.schema),
        }
      }),
  )
  return { gateway, document, operations }
}

function parameterOf(document: Record<string, any>, given: Record<string, any>): Parameter {
  const { name, in: place, required = false, description = '', schema = {} } = resolved(document, given)
  return { name, in: place, required, description, schema }
}

function resolved(document: Record<string, any>, value: Record<string, any>): Record<string, any> {
  if (typeof value.$ref !== 'string') return value
  return value.$ref
    .slice(2)
    .split('/')
    .reduce<any>((found, step) => found[step], document)
}
