import { type Operation, operations, requests } from '@klingkit/openapi'
import { createSimulator } from '@klingkit/simulator'
import { describe, expect, it } from 'vitest'
import { stringifyExact } from '../../src/core/json.js'
import { estimate } from '../../src/pricing.js'

const start = Date.parse('2026-11-20T12:00:00Z')
const hour = 3_600_000

/** What a simulated service takes for a request, once the task is done; undefined where it refuses the request. */
async function chargeFor({ method, path }: Operation, body: object): Promise<{ units: number; pack: string | undefined } | undefined> {
  let time = start
  const simulator = createSimulator({ clock: { now: () => time }, timers: { at: () => () => {} }, references: 'off', magic: false })
  const answer = await simulator.fetch(`https://any.host${path}`, { method, headers: { authorization: 'Bearer any' }, body: stringifyExact(body) })
  if (answer.status !== 200) return undefined
  time += hour
  const [charge] = simulator.control.charges
  return { units: charge?.amount ?? 0, pack: charge?.pack?.type }
}

describe('an estimate', () => {
  it('is what the simulator charges in the end, for every documented create', async () => {
    const creates = operations.filter(({ kind, status }) => kind === 'async task' && status !== 'retired')
    const seen = { exact: 0, range: 0, unknown: 0 }
    for (const operation of creates)
      for (const [name, body] of Object.entries<object>((requests as Record<string, any>)[operation.id] ?? {})) {
        const charged = await chargeFor(operation, body)
        if (!charged) continue
        const { units, basis } = estimate(operation.id as never, body as never, { at: start })
        const label = `${operation.id} ${name}`
        if (units === 'unknown') seen.unknown++
        else if (typeof units === 'number') {
          seen.exact++
          expect([label, charged]).toEqual([label, { units, pack: units === 0 ? charged.pack : basis.package }])
        } else {
          seen.range++
          expect([label, units.min <= charged.units && charged.units <= units.max, charged.units, units]).toEqual([label, true, charged.units, units])
        }
      }
    expect(seen.exact).toBeGreaterThan(100)
    expect(seen.range).toBeGreaterThan(10)
    expect(seen.unknown).toBeGreaterThan(10)
  })
})
