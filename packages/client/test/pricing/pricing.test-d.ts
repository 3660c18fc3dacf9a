import { describe, expectTypeOf, test } from 'vitest'
import type { AvatarRequest } from '../../src/index.ts'
import { type Amount, type Estimate, estimate, type PricedBodies, type PricedOperation } from '../../src/pricing.ts'

describe('estimate', () => {
  test('takes the body of the operation it is asked about', () => {
    expectTypeOf<PricedBodies['createAvatar']>().toEqualTypeOf<AvatarRequest>()
    expectTypeOf(estimate('createTextToAudio', { prompt: 'rain', duration: 3 })).toEqualTypeOf<Estimate>()
    // @ts-expect-error an avatar is made from a picture
    estimate('createAvatar', { prompt: 'x' })
  })

  test('knows which operations have a price', () => {
    expectTypeOf<'createTextToVideoKling30'>().toExtend<PricedOperation>()
    // @ts-expect-error reading costs nothing
    estimate('getText2Video', {})
  })

  test('has to be narrowed before one calculates with it', () => {
    expectTypeOf<Amount>().toEqualTypeOf<number | { min: number; max: number } | 'unknown'>()
  })
})
