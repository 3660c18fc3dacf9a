import type { Pack, TroubleRule } from '@klingkit/simulator'
import { ControlError } from './control-error.js'

type Body = Record<string, unknown>

export function limit(query: URLSearchParams): number {
  const text = query.get('limit') ?? '100'
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < 1 || number > 1000) throw new ControlError(400, `limit is a whole number from 1 to 1000, not '${text}'`)
  return number
}

/** A page of tasks, or some by their ids. */
export function selection(query: URLSearchParams): { after?: string; ids?: string[] } {
  const ids = query.get('ids')?.split(',').filter(Boolean)
  if (ids && ids.length > 1000) throw new ControlError(400, 'ids names at most 1000 tasks')
  const after = query.get('after')
  return { ...(after === null ? {} : { after }), ...(ids ? { ids } : {}) }
}

export function optionalText(body: Body, name: string): string | undefined {
  const value = body[name]
  if (value !== undefined && typeof value !== 'string') throw new ControlError(400, `${name} is a text`)
  return value
}

export function optionalNumber(body: Body, name: string): number | undefined {
  const value = body[name]
  if (value !== undefined && (typeof value !== 'number' || value < 0)) throw new ControlError(400, `${name} is a number from 0`)
  return value as number | undefined
}

export function positive(body: Body, name: string): number {
  const value = body[name]
  if (typeof value !== 'number' || !(value > 0)) throw new ControlError(400, `${name} is a number above 0`)
  return value
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds, or a text such as `90s` or `30d`. */
export function time(body: Body, name: string): number {
  const value = body[name]
  if (typeof value === 'number' && value >= 0) return value
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(value))
  if (!match) throw new ControlError(400, `${name} is a time: milliseconds, or a text such as "500ms", "90s", "5m", "2h", "30d"`)
  return Number(match[1]) * units[match[2]!]!
}

/** A rule. Its words and members are checked by the simulator, which knows them. */
export function rule(body: Body): TroubleRule {
  const { match, then, probability, seed } = body
  if (match !== undefined && (match === null || typeof match !== 'object')) throw new ControlError(400, 'match is an object')
  if (typeof then !== 'string' || then === '')
    throw new ControlError(400, 'then says what shall happen, for example "code=1303" or "delay=5s,fail=risk-control"')
  if (probability !== undefined && !(typeof probability === 'number' && probability >= 0 && probability <= 1))
    throw new ControlError(400, 'probability is a number from 0 to 1')
  if (seed !== undefined && !Number.isInteger(seed)) throw new ControlError(400, 'seed is a whole number')
  return body as unknown as TroubleRule
}

/** Packs as they shall be: all with new units or slots, or those of one type. `slots: null` means no limit. */
export function packs(body: Body, now: readonly Pack[]): Pack[] {
  const type = optionalText(body, 'type')
  const left = optionalNumber(body, 'units')
  const slots = body.slots === null ? Number.POSITIVE_INFINITY : optionalNumber(body, 'slots')
  if (left === undefined && slots === undefined) throw new ControlError(400, 'say units, slots or both')
  const types = [...new Set(now.map((pack) => pack.type))]
  if (type !== undefined && !types.includes(type)) throw new ControlError(400, `there is no pack of type '${type}'; these are: ${types.join(', ')}`)
  return now.map((pack) =>
    type !== undefined && pack.type !== type
      ? pack
      : { ...pack, ...(left === undefined ? {} : { remaining: left, total: Math.max(pack.total, left) }), ...(slots === undefined ? {} : { slots }) },
  )
}
