import type { GatewayName } from '@klingkit/openapi/runtime'
import { readContract } from '../document/contract.js'
import type { Finding } from '../judge/finding.js'
import { Judge } from '../judge/judge.js'
import type { PlainAnswer } from './answer.js'

/** What is wrong with an answer of an operation. @throws TypeError for an operation that the document does not have */
export async function responseFindings(answer: PlainAnswer, operationId: string, gateway: GatewayName): Promise<Finding[]> {
  const contract = readContract(gateway)
  const operation = contract.operations.find(({ id }) => id === operationId)
  if (!operation) throw new TypeError(`the ${gateway} document has no operation '${operationId}'; ids are spelled as createText2Video`)
  const { response } = await new Judge(contract).judge(operation, { request: { path: operation.path, query: {} }, response: answer })
  return response
}
