import { errorCodes } from '@klingkit/openapi/runtime'
import type { ContractOperation } from '../document/contract.js'
import { isAccepted, refusalIn } from '../judge/envelope.js'
import type { Finding } from '../judge/finding.js'
import type { Verdict } from '../judge/judge.js'
import type { Expectation } from './outcome.js'
import type { Answer } from './send.js'

/** Whether what had to be refused was accepted, which may cost something. */
export function isWronglyAccepted(expectation: Expectation, answer: Answer, { body }: Verdict): boolean {
  return expectation !== 'success' && expectation !== 'either' && isAccepted(answer.status, body)
}

/** What an answer says against what must come back, beyond that it keeps to the document. */
export function expectationFindings(expectation: Expectation, operation: ContractOperation, answer: Answer, verdict: Verdict): Finding[] {
  const { status } = answer
  const at = 'response'
  const accepted = isAccepted(status, verdict.body)
  const refusal = refusalIn(verdict.body)
  const got = `${status}${refusal ? ` with code ${refusal.code}: ${refusal.message}` : ''}`
  if (expectation === 'either')
    return accepted || [400, 404].includes(status) ? [] : [{ rule: 'wrong-refusal', at, message: `expected success or a refusal of the request, got ${got}` }]
  if (expectation === 'success') return accepted ? [] : [{ rule: 'refused', at, message: `expected success, got ${got}` }]
  if (accepted) return [{ rule: 'accepted', at, message: `expected ${refusalNames[expectation]}, got ${status}: it was accepted` }]
  const wanted = wantedRefusal(expectation, operation)
  if (wanted.statuses.includes(status) && (wanted.code === undefined || refusal === undefined || wanted.code === refusal.code)) return []
  const wish = `${wanted.statuses.join(' or ')}${wanted.code === undefined ? '' : ` with code ${wanted.code}`}`
  return [{ rule: 'wrong-refusal', at, message: `expected ${refusalNames[expectation]}, ${wish}, got ${got}` }]
}

const refusalNames = { refusal: 'a refusal', retired: 'the refusal of a retired operation', unauthorized: 'the refusal of a missing credential' }

function wantedRefusal(expectation: 'refusal' | 'retired' | 'unauthorized', { retired }: ContractOperation): { statuses: number[]; code?: number } {
  if (expectation === 'unauthorized') return { statuses: [401] }
  if (expectation === 'refusal' || !retired) return { statuses: [400, 404] }
  return { statuses: [errorCodes.find(({ code }) => code === retired.code)!.http], code: retired.code }
}
