import { operations, pricing } from '@klingkit/openapi'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate } from '../../src/pricing.js'

const at = new Date('2026-11-20T12:00:00Z')
const image = 'https://cdn.example.com/face.png'
const video_url = 'https://cdn.example.com/in.mp4'

describe('estimate', () => {
  it('gives units, dollars and the row they rest on', () => {
    expect(estimate('createTextToVideoKling30Turbo', { prompt: 'A fox', settings: { duration: 3 } }, { at })).toEqual({
      units: 2.4,
      usd: 0.336,
      basis: {
        package: 'video',
        per: 'second',
        unitPrice: 0.8,
        quantity: 3,
        when: { 'settings.resolution': '720p' },
        from: '2026-06-17',
        source: { name: 'price', origin: 'documented', date: '2026-09-20', what: expect.stringContaining('official price pages') },
        assumptions: ['settings.resolution: 720p (default)'],
      },
    })
  })

  it('names every default that decides, and no other', () => {
    expect(estimate('createText2Video', { model_name: 'kling-v3', prompt: 'A fox', sound: 'on' }, { at }).basis.assumptions).toEqual([
      'mode: std (default)',
      'duration: 5 (default)',
    ])
    expect(estimate('createTextToVideoKling30', { prompt: 'A fox', settings: null as never }, { at }).basis.assumptions).toHaveLength(3)
    expect(estimate('createTextToAudio', { prompt: 'rain', duration: 3 }, { at }).basis.assumptions).toEqual([])
  })

  it('gives a range where the length of a file decides, and a number when it is handed in', () => {
    const avatar = (inputSeconds?: number) => estimate('createAvatar', { image, sound_file: 'https://cdn.example.com/a.mp3' }, { at, inputSeconds })
    expect(avatar()).toMatchObject({ units: { min: 0.8, max: 120 }, usd: { min: 0.112, max: 16.8 }, basis: { quantity: { min: 2, max: 300 } } })
    expect(avatar().basis.assumptions).toContain('the input audio lasts from 2 to 300 s: its length was not handed in (inputSeconds)')
    expect(avatar(12)).toMatchObject({ units: 4.8, usd: 0.672 })
    expect(avatar(1000).basis.assumptions).toContain('the input audio lasts 1000 s, which is outside the documented 2 to 300 s: the service may refuse it')
  })

  it('counts five seconds begun as five seconds', () => {
    const sync = (inputSeconds: number) => estimate('createAdvancedLipSync', { session_id: '1', face_choose: [] as never }, { at, inputSeconds }).units
    expect([sync(5), sync(5.1), sync(60)]).toEqual([0.5, 1, 6])
  })

  it('ignores an asked duration when a video is edited, and takes an item without refer_type for the base video', () => {
    const edit = (refer_type?: 'base' | 'feature') =>
      estimate('createOmniVideo', { model_name: 'kling-v3-omni', prompt: 'x', mode: 'std', duration: '5', video_list: [{ video_url, refer_type }] }, { at })
    expect(edit('feature').units).toBe(4.5)
    for (const refer_type of ['base', undefined] as const) expect(edit(refer_type).units).toEqual({ min: 2.7, max: 13.5 })
  })

  it('counts pictures, and gives a range where their number is left to the service', () => {
    expect(estimate('createImageGeneration', { model_name: 'kling-v3', prompt: 'x', n: '9' as never }, { at }).units).toBe(72)
    const series = (series_amount: 'auto' | 3) =>
      estimate(
        'createOmniImage',
        { model_name: 'kling-v3-omni', prompt: 'x', result_type: 'series', resolution: '4k', series_amount: series_amount as never },
        { at },
      ).units
    expect(series(3)).toBe(48)
    expect(series('auto')).toEqual({ min: 32, max: 144 })
  })

  it('gives the range of a price that depends on what is not in the body', () => {
    expect(estimate('createVideoExtend', { video_id: '1' }, { at })).toMatchObject({ units: { min: 1, max: 3.5 }, usd: { min: 0.14, max: 0.49 } })
  })

  it('says what an uncertain fact means', () => {
    const body = { model_name: 'kling-v2-6', prompt: 'x', image, mode: 'pro', sound: 'on', voice_list: [{ voice_id: '1' }] } as const
    const { units, basis } = estimate('createImage2Video', body as never, { at })
    expect(units).toBe(6)
    expect(basis.assumptions).toContainEqual(expect.stringContaining('<<<voice_1>>>'))
  })
})

describe('unknown, and never a guess', () => {
  it('where nobody published a price', () => {
    const { units, usd, basis } = estimate('createVideoEffect', { effect_scene: 'hug', input: {} as never }, { at })
    expect([units, usd, basis.why]).toEqual(['unknown', 'unknown', 'Nobody published how many units it costs.'])
  })

  it('where the table has no line for the request', () => {
    const { units, basis } = estimate('createText2Video', { model_name: 'kling-v99', prompt: 'x' }, { at })
    expect([units, basis.why]).toEqual(['unknown', 'The price table has no line for model_name: "kling-v99", sound: "off", mode: "std", has_voice: false.'])
  })

  it('before a price is known to hold, and after it has ended', () => {
    const on = (day: string) => estimate('createText2Video', { model_name: 'kling-v2-master', prompt: 'x', duration: '10' }, { at: new Date(day) })
    expect(['2025-05-12T23:59:59Z', '2025-05-13', '2026-09-15T23:59:59Z', '2026-09-16'].map((day) => on(day).units)).toEqual(['unknown', 20, 20, 'unknown'])
    expect(on('2026-09-16').basis.why).toContain('only from 2025-05-13 until 2026-09-15')
  })

  it('where the length is no number', () => {
    const { units, basis } = estimate('createText2Video', { model_name: 'kling-v3', prompt: 'x', duration: 'long' as never }, { at })
    expect([units, basis.why, basis.assumptions.at(-1)]).toEqual(['unknown', 'How much is asked for cannot be told.', 'duration is no number of seconds'])
  })

  it('for what is no priced operation', () => {
    for (const operation of ['getText2Video', 'toString', '__proto__'])
      expect(estimate(operation as never, {} as never, { at })).toMatchObject({ units: 'unknown', usd: 'unknown' })
  })

  it('whatever the body holds', () => {
    const known = operations.filter(({ kind }) => kind === 'async task').map(({ id }) => id)
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        fc.anything({ withNullPrototype: true }),
        fc.dictionary(fc.constantFrom('model_name', 'mode', 'duration', 'n', 'settings', 'contents', 'video_list', 'image'), fc.anything()),
        (operation, body, members) => {
          for (const given of [body, members]) {
            const { units } = estimate(operation as never, given as never, { at })
            if (typeof units === 'number') expect(units).toBeGreaterThanOrEqual(0)
            else if (units !== 'unknown') expect(units.min).toBeLessThan(units.max)
          }
        },
      ),
      { seed: 46, numRuns: 1000 },
    )
  })

  it.each([{ inputSeconds: 0 }, { inputSeconds: Number.NaN }, { at: Number.NaN }, { at: new Date('soon') }])('refuses %j', (options) => {
    expect(() => estimate('createTextToAudio', { prompt: 'rain', duration: 3 }, options)).toThrow(RangeError)
  })
})

describe('money', () => {
  it('is given in another currency where its worth is known, and said to be approximate', () => {
    const money = (currency: string) => estimate('createImageGeneration', { model_name: 'kling-v3', prompt: 'x', n: 2 }, { at, currency }).money
    expect(money('USD')).toEqual({ currency: 'USD', amount: 0.056, approximate: false })
    expect(money('CNY')).toEqual({ currency: 'CNY', amount: 0.4, approximate: true })
    expect(money('EUR')).toEqual({ currency: 'EUR', amount: 'unknown', approximate: false })
  })

  it("agrees with the vendor's own list in dollars, line by line", () => {
    const { usd_list } = pricing as Record<string, any>
    const open = usd_list.filter(({ when }: any) => when?.model_name !== 'kling-v1')
    expect(open.length).toBeGreaterThan(7)
    for (const { operations, when, per, usd } of open)
      for (const operation of operations) {
        const { has_image_input: _, ...conditions } = when ?? {}
        const body = { ...conditions, model_name: [conditions.model_name].flat()[0], ...(per === 'second' ? { duration: '10' } : {}) }
        expect([operation, body, estimate(operation, body as never, { at }).usd]).toEqual([
          operation,
          body,
          Math.round(usd * (per === 'second' ? 10 : 1) * 1e6) / 1e6,
        ])
      }
  })
})

describe('the table', () => {
  it('has a line for every create, so that none is forgotten', () => {
    const creates = operations.filter(({ kind }) => kind === 'async task')
    expect(creates.length).toBeGreaterThan(30)
    for (const { id } of creates) expect(estimate(id as never, {} as never, { at }).basis.why ?? '').not.toContain('says nothing of')
  })
})
