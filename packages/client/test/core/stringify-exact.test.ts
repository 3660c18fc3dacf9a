import fc from 'fast-check'
import { parse } from 'lossless-json'
import { describe, expect, it, vi } from 'vitest'
import { InexactIntegerError, parseExact, stringifyExact } from '../../src/core/json.js'

const paths = ['element_list[].element_id']
const body = (element_id: unknown) => ({ prompt: 'A fox', element_list: [{ element_id: '1' }, { element_id }] })
const outcome = (run: () => unknown) => {
  try {
    return { value: run() }
  } catch (error) {
    return { type: (error as Error).constructor, message: (error as Error).message }
  }
}

describe('stringifyExact', () => {
  it.each(['829836802793406551', 829836802793406551n, 7, '0', -3n])('writes %s at a named place as a bare integer', (id) => {
    expect(stringifyExact(body(id), paths)).toBe(`{"prompt":"A fox","element_list":[{"element_id":1},{"element_id":${id}}]}`)
  })

  it.each([Number('829836802793406551'), 1.5, Number.NaN, '12a', '', ' 7', '007', '1e5', true, [], {}, 'secret'])(
    'refuses %j there, and says where and what to do',
    (id) => {
      const { error } = (() => {
        try {
          return { error: stringifyExact(body(id), paths) }
        } catch (error) {
          return { error }
        }
      })()
      expect(error).toBeInstanceOf(InexactIntegerError)
      expect(error).toBeInstanceOf(TypeError)
      expect(error).toMatchObject({
        path: 'element_list[1].element_id',
        message: expect.stringContaining('element_list[1].element_id must be an integer: a string of digits, a bigint or a safe number'),
      })
      expect(String(error)).not.toContain('secret')
    },
  )

  it('refuses a number beyond 2^53 at every other place too: it is no longer the one that was typed', () => {
    expect(() => stringifyExact({ video: { task_id: 2 ** 53 } })).toThrow('video.task_id has lost digits: give a string or bigint')
    expect(stringifyExact({ seed: 2 ** 53 - 1 })).toBe('{"seed":9007199254740991}')
  })

  it('leaves out what is undefined and keeps null', () => {
    expect(stringifyExact(body(undefined), paths)).toBe('{"prompt":"A fox","element_list":[{"element_id":1},{}]}')
    expect(stringifyExact(body(null), paths)).toBe('{"prompt":"A fox","element_list":[{"element_id":1},{"element_id":null}]}')
  })

  it('writes bigints anywhere as integers, also where the program has given them a toJSON', () => {
    expect(stringifyExact({ seed: 2n ** 70n, list: [1n] })).toBe('{"seed":1180591620717411303424,"list":[1]}')
    const prototype = BigInt.prototype as { toJSON?: () => string }
    prototype.toJSON = () => 'text'
    try {
      expect(stringifyExact({ seed: 5n })).toBe('{"seed":5}')
    } finally {
      delete prototype.toJSON
    }
  })

  it('touches digits at no other place, and named members at no other path', () => {
    const value = { element_id: '829836802793406551', prompt: '829836802793406551', other_list: [{ element_id: '5' }], element_list: { element_id: '6' } }
    expect(stringifyExact(value, paths)).toBe(JSON.stringify(value))
  })

  it('names the same object by each place it stands at', () => {
    const shared = { element_id: '5' }
    expect(stringifyExact({ kept: shared, element_list: [shared, shared] }, paths)).toBe(
      '{"kept":{"element_id":"5"},"element_list":[{"element_id":5},{"element_id":5}]}',
    )
  })

  it('does otherwise what JSON.stringify does', () => {
    class Point {
      constructor(readonly x: number) {}
      toJSON(key: string) {
        return { key, x: this.x }
      }
    }
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    const values = [
      undefined,
      null,
      Symbol('s'),
      () => 1,
      new Date(0),
      new Date(Number.NaN),
      new Point(3),
      [undefined, () => 1, Number.NaN, -0],
      { a: undefined, d: new Date(5), p: new Point(1) },
      Object('boxed'),
      Object(5),
      new Map([[1, 2]]),
      '\ud800\u2028"',
      cycle,
    ]
    for (const value of values) expect(outcome(() => stringifyExact(value, paths))).toEqual(outcome(() => JSON.stringify(value)))
    fc.assert(
      fc.property(fc.anything({ withDate: true, withNullPrototype: true, withSparseArray: true, withMap: true, withObjectString: true }), (value) => {
        let isLossy = false
        const written = outcome(() =>
          JSON.stringify(value, (_, item) => {
            isLossy ||= typeof item === 'number' && item >= 2 ** 53
            return item
          }),
        )
        fc.pre(!isLossy)
        expect(outcome(() => stringifyExact(value, paths))).toEqual(written)
      }),
      { seed: 43, numRuns: 1000 },
    )
  })

  it('comes through texts that hold its own mark', () => {
    const mark = fc.array(fc.constantFrom('\x7f', '"', '\\', '7', '-'), { maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.dictionary(mark, fc.oneof(mark, fc.bigInt())), fc.bigInt(), (members, id) => {
        const value = { members, element_list: [{ element_id: id }] }
        const found = parse(stringifyExact(value, paths), undefined, BigInt)
        expect(found).toEqual(value)
      }),
      { seed: 44, numRuns: 1000 },
    )
    const random = vi.spyOn(Math, 'random').mockReturnValueOnce(0.5).mockReturnValueOnce(0.5).mockReturnValue(0.25)
    expect(stringifyExact({ note: '"\x7f0.57"', '\x7f0.5': 1n })).toBe('{"note":"\\"\x7f0.57\\"","\x7f0.5":1}')
    expect(random).toHaveBeenCalledTimes(3)
    random.mockRestore()
  })

  it('brings back through parseExact what went out', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })), fc.string(), (ids, prompt) => {
        const value = { prompt, element_list: ids.map((id) => ({ element_id: String(id) })) }
        expect(parseExact(stringifyExact(value, paths), { alwaysText: ['element_id'] })).toEqual(value)
      }),
      { seed: 45, numRuns: 500 },
    )
  })
})
