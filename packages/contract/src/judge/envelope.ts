import { errorCodes } from '@klingkit/openapi/runtime'
import { isObject } from '../json/paths.js'
import type { Finding } from './finding.js'

const known = new Map(errorCodes.map((row) => [row.code, row]))

/** Kling's own refusal in an answer; gateways may pass it on two levels down. */
export function refusalIn(body: unknown): { code: number; message: string } | undefined {
  const inner = isObject(body) && isObject(body.data) && isObject(body.data.data) && Number.isInteger(body.data.data.code) ? body.data.data : body
  if (!isObject(inner) || typeof inner.code !== 'number' || inner.code === 0) return undefined
  return { code: inner.code, message: typeof inner.message === 'string' ? inner.message : '' }
}

/** Whether an answer says that the request was accepted. */
export function isAccepted(status: number, body: unknown): boolean {
  return status >= 200 && status < 300 && (!isObject(body) || body.code === 0 || body.code === undefined)
}

/** What the code of an answer's envelope says against its HTTP status, by the table of error codes. Gateways refuse with codes of their own, which are only held against the status. */
export function envelopeFindings(status: number, body: unknown, gateway: string): Finding[] {
  if (!isObject(body)) return []
  const at = 'response.code'
  if (status === 200) return body.code === 0 ? [] : [{ rule: 'envelope-code', at, message: `status 200 comes with code 0, not ${shown(body.code)}` }]
  if (body.code === 0) return [{ rule: 'envelope-code', at, message: `code 0 means success, but the status is ${status}` }]
  const refusal = refusalIn(body)
  if (!refusal || gateway !== 'official') return []
  const row = known.get(refusal.code)
  if (!row) return [{ rule: 'envelope-code', at, message: `code ${refusal.code} is not in the table of error codes` }]
  if (row.http === status) return []
  return [{ rule: 'envelope-code', at, message: `code ${refusal.code} comes with status ${row.http}, not ${status}` }]
}

/** Never the value itself, unless it is a number: it may hold anything. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : value === undefined ? 'without any' : typeof value
}
