import { isDeepStrictEqual } from 'node:util'
import { pricing, requests } from '@klingkit/openapi'
import { defaults, type OperationId } from '@klingkit/openapi/runtime'
import { priceOf } from '@klingkit/simulator'
import { describe, expect, it } from 'vitest'
import { estimate, type PricedOperation } from '../../src/pricing.js'

type Json = Record<string, any>

const rows: Json[] = (pricing as Json).prices
const priced = [...new Set<PricedOperation>(rows.flatMap(({ operations }) => operations))]
const bodies = priced.flatMap((operation) => Object.entries<Json>((requests as Json)[operation] ?? {}).map(([name, body]) => ({ operation, name, body })))
// No documented body leaves out what a video is for; the field's default says that it is to be edited.
const video_list = [{ video_url: 'https://cdn.example.com/in.mp4' }]
bodies.push({ operation: 'createOmniVideo', name: 'without-refer-type', body: { model_name: 'kling-v3-omni', prompt: 'x', video_list } })

/** The first and last days of all prices, and today. */
const days = [...new Set<string>(rows.flatMap(({ from, until }) => [from, until ?? '2026-11-20']))].sort()

/** The body as the simulator gets to see it when it prices: with its defaults. */
const filled = (body: Json, own: Json = {}): Json => {
  const missing = (value: unknown) => value === undefined || value === null || value === ''
  const names = Object.keys(own).filter((name) => missing(body[name]) || (typeof own[name] === 'object' && typeof body[name] === 'object'))
  return { ...body, ...Object.fromEntries(names.map((name) => [name, typeof own[name] === 'object' ? filled(body[name] ?? {}, own[name]) : own[name]])) }
}

const charged = (operation: OperationId, body: Json, day: string, seconds: number, pictures: number) =>
  priceOf(operation, filled(body, defaults[operation]), Date.parse(`${day}T12:00:00Z`), seconds, pictures)

describe('estimate of the client and charge of the simulator, which are worked out apart', () => {
  it('have the same price for every documented request, on every day a price begins or ends', () => {
    let compared = 0
    let ranges = 0
    for (const { operation, name, body } of bodies)
      for (const day of days) {
        const label = `${operation} ${name} ${day}`
        const at = new Date(`${day}T12:00:00Z`)
        const given = estimate(operation, body as never, { at, inputSeconds: 7.6 })
        // The simulator charges by the nearest price where none was known yet; the client does not guess.
        if (!given.basis.per || typeof given.basis.unitPrice === 'object') continue
        compared++
        const pictures = (bound: 'min' | 'max') => (typeof given.basis.quantity === 'object' ? given.basis.quantity[bound] : 1)
        const bounds = typeof given.units === 'object' ? [given.units.min, given.units.max] : [given.units, given.units]
        const expected = (['min', 'max'] as const).map((bound) => charged(operation, body, day, 7.6, pictures(bound)))
        expect([label, ...expected.map(({ units }) => units ?? 'unknown'), expected[0]!.package]).toEqual([label, ...bounds, given.basis.package])

        const open = estimate(operation, body as never, { at }).units
        if (typeof open !== 'object' || typeof given.units === 'object') continue
        ranges++
        const { seconds } = rows.find(
          ({ operations, when, from }) => operations.includes(operation) && from === given.basis.from && isDeepStrictEqual(when ?? {}, given.basis.when),
        )!
        expect([label, ...[seconds.min, seconds.max].map((length) => charged(operation, body, day, length, 1).units)]).toEqual([label, open.min, open.max])
      }
    expect(bodies.length).toBeGreaterThan(150)
    expect(compared).toBeGreaterThan(2000)
    expect(ranges).toBeGreaterThan(100)
  })
})
