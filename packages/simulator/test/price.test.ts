import { pricing } from '@klingkit/openapi'
import { defaults, type OperationId } from '@klingkit/openapi/runtime'
import { expect, test } from 'vitest'
import { withDefaults } from '../src/body-paths.js'
import { priceOf } from '../src/index.js'

const day = (text: string) => Date.parse(`${text}T12:00:00Z`)

test('what was charged in observed runs is what the price table gives', () => {
  const charges = (pricing as any).observed_charges.filter(({ body, units }: any) => body && units > 0)
  expect(charges.length).toBeGreaterThan(3)
  const wrong = charges
    .map(({ operation, body, on, date, units, seconds }: any) => {
      const price = priceOf(operation, withDefaults(body, defaults[operation as OperationId]), day(on ?? date ?? '2026-10-15'), seconds ?? 5)
      return { operation, units, price: price.units }
    })
    // The one charge of an avatar is below the table, as the reference says.
    .filter(({ operation, units, price }: any) => operation !== 'createAvatar' && Math.abs(units - (price ?? 0)) > 1e-9)
  expect(wrong).toEqual([])
})

test('prices of a day: a model is charged by the row that was in force', () => {
  const cost = (at: string) => priceOf('createText2Video', { model_name: 'kling-v2-master', duration: '10' }, day(at), 5)
  expect(cost('2025-06-01')).toEqual({ units: 20, package: 'video' })
  // Before the launch of everything the earliest price serves.
  expect(cost('2020-01-01').units).toBe(20)
})

test('what nobody published has no price', () => {
  expect(priceOf('createVideoEffect', {}, day('2026-10-15'), 5)).toEqual({ units: undefined, package: 'video' })
  expect(priceOf('createText2Video', { model_name: 'kling-v99' }, day('2026-10-15'), 5)).toEqual({ units: undefined, package: undefined })
})
