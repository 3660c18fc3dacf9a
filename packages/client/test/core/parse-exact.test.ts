import fc from 'fast-check'
import { parse } from 'lossless-json'
import { describe, expect, it } from 'vitest'
import { parseExact } from '../../src/core/json.js'

/** The oracle: another parser, told to keep the digits of integers that are not safe. */
const oracle = (text: string) => parse(text, undefined, (digits) => (/^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits)) ? digits : Number(digits)))

/** JSON text with integers of any size, blanks where they may stand, and strings full of what looks like JSON. */
const trap = fc.constantFrom(
  '"',
  '\\',
  '\\"',
  ',12345678901234567890,',
  '":98765432109876543210',
  '[-12345678901234567]',
  '\u2028',
  '{',
  '\n',
  '\ud800',
  'element_id',
)
const trickyString = fc.array(fc.oneof(trap, fc.string()), { maxLength: 6 }).map((parts) => JSON.stringify(parts.join('')))
const integer = fc.oneof(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n })).map(String)
const fraction = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.constantFrom('.12345678901234567890', 'e-12', 'E+5', '.5e3', '.00000000000000000001e2'))
  .map(([whole, tail]) => `${whole}${tail}`)
const blank = fc.constantFrom('', '', ' ', '\n\t ', '\r\n')
const json = fc.letrec<{ value: string; array: string; object: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constantFrom('null', 'true', 'false', '-0', '0'), integer, fraction, trickyString, tie('array'), tie('object')),
  array: fc.tuple(fc.array(tie('value'), { maxLength: 5 }), blank).map(([items, gap]) => `[${gap}${items.join(`${gap},${gap}`)}${gap}]`),
  object: fc
    .tuple(fc.uniqueArray(fc.tuple(trickyString, tie('value')), { maxLength: 5, selector: ([key]) => key }), blank)
    .map(([members, gap]) => `{${gap}${members.map(([key, value]) => `${key}${gap}:${gap}${value}`).join(`,${gap}`)}${gap}}`),
})).value

const outcome = (run: () => unknown) => {
  try {
    return { value: run() }
  } catch (error) {
    return { type: (error as Error).constructor, message: (error as Error).message }
  }
}

describe('parseExact', () => {
  it('keeps every digit of an integer that a number would round', () => {
    expect(parseExact('{"element_id":829836802793406551,"n":1}')).toEqual({ element_id: '829836802793406551', n: 1 })
    expect(parseExact('829836802793406551')).toBe('829836802793406551')
    expect(parseExact(' [-9007199254740992 , 9007199254740991,12345678901234567890]')).toEqual(['-9007199254740992', 9007199254740991, '12345678901234567890'])
  })

  it('leaves fractions, exponents, keys and strings alone', () => {
    const text =
      '{"829836802793406551":"829836802793406551","a":0.829836802793406551,"b":829836802793406551e0,"c":"\\",829836802793406551,\\"","d":12345678901234567.5}'
    expect(parseExact(text)).toEqual(JSON.parse(text))
  })

  it('gives the integers of named members as text whatever their size', () => {
    const text = '{"list":[{"element_id":7},{"element_id" : 829836802793406551},{"element_id":"9"},{"element_id":null},{"element_id":1.5}],"n":7}'
    expect(parseExact(text, { alwaysText: ['element_id'] })).toEqual({
      list: [{ element_id: '7' }, { element_id: '829836802793406551' }, { element_id: '9' }, { element_id: null }, { element_id: 1.5 }],
      n: 7,
    })
    expect(parseExact('{"element\\u005fid":7}', { alwaysText: ['element_id'] })).toEqual({ element_id: '7' })
  })

  it('agrees with another lossless parser', () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(parseExact(text)).toEqual(oracle(text))
      }),
      { seed: 41, numRuns: 2000 },
    )
  })

  it('throws what JSON.parse throws, and only then', () => {
    const damaged = fc
      .tuple(json, fc.nat(), fc.constantFrom('', '"', '\\', ',', '}', ']', '0', '-', '12345678901234567890', ':', '\u0001'))
      .map(([text, place, piece]) => {
        const at = place % (text.length + 1)
        return text.slice(0, at) + piece + text.slice(at + 1)
      })
    let refused = 0
    fc.assert(
      fc.property(damaged, (text) => {
        const expected = outcome(() => JSON.parse(text))
        const found = outcome(() => parseExact(text, { alwaysText: ['element_id'] }))
        if ('value' in expected) expect(found).toHaveProperty('value')
        else expect(found).toEqual(expected)
        refused += 'value' in expected ? 0 : 1
      }),
      { seed: 42, numRuns: 2000 },
    )
    expect(refused).toBeGreaterThan(200)
    for (const text of [
      '',
      '{12345678901234567890:1}',
      '{"a":1,12345678901234567890:2}',
      '[012345678901234567890]',
      '"12345678901234567890',
      '[12345678901234567890,]',
    ])
      expect(outcome(() => parseExact(text))).toEqual(outcome(() => JSON.parse(text)))
  })

  it('never reaches a prototype', () => {
    const found = parseExact('{"__proto__":{"element_id":829836802793406551,"polluted":1},"constructor":{"prototype":{"element_id":5}}}', {
      alwaysText: ['element_id', '__proto__'],
    })
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype)
    expect(Object.keys(found)).toEqual(['__proto__', 'constructor'])
    expect(Object.getOwnPropertyDescriptor(found, '__proto__')?.value).toEqual({ element_id: '829836802793406551', polluted: 1 })
    expect({}).not.toHaveProperty('polluted')
  })

  it('takes texts of many megabytes, whatever they are full of', () => {
    const many = 1_000_000
    for (const filling of ['"', '\\', ',1', '\\"', ' 12345678901234567890'].map((piece) => piece.repeat(many))) {
      const value = { note: filling, element_id: 1 }
      const text = JSON.stringify(value).replace(/1}$/, '829836802793406551}')
      expect(parseExact(text, { alwaysText: ['element_id'] })).toEqual({ ...value, element_id: '829836802793406551' })
    }
    expect(parseExact(`[${'12345678901234567890,'.repeat(many)}1]`)).toHaveLength(many + 1)
    const nested = parseExact(`${'['.repeat(many)}829836802793406551${']'.repeat(many)}`, { alwaysText: ['element_id'] })
    let depth = 0
    let inner = nested
    for (; Array.isArray(inner); inner = inner[0]) depth++
    expect([depth, inner]).toEqual([many, '829836802793406551'])
  })
})
