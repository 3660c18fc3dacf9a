import { describe, expect, test } from 'vitest'
import { type Assertion, type Comparison, keeps, type Term, valuesAt } from './rules.ts'

describe('paths', () => {
  const body = {
    prompt: 'a cat',
    settings: { duration: 5 },
    multi_prompt: [{ duration: '2' }, { duration: 3 }, {}],
    contents: [
      { type: 'prompt', text: 'a cat' },
      { type: 'first_frame', url: 'https://cdn.example.com/1.png' },
      { type: 'last_frame', url: '' },
      { type: 'element', id: 'e1' },
    ],
  }

  test.each<[string, unknown[]]>([
    ['prompt', ['a cat']],
    ['settings.duration', [5]],
    ['multi_prompt[]', body.multi_prompt],
    ['multi_prompt[].duration', ['2', 3]],
    ['multi_prompt', [body.multi_prompt]],
    ['contents[type=element].id', ['e1']],
    ['contents[type=first_frame|last_frame]', body.contents.slice(1, 3)],
    ['contents[type=prompt].text', ['a cat']],
  ])('%s leads to what it names', (path, values) => expect(valuesAt(body, path)).toEqual(values))

  test.each(['missing', 'settings.missing', 'prompt.length', 'prompt[]', 'contents[type=voice]', 'contents.type', 'toString', 'settings.__proto__'])(
    '%s leads nowhere',
    (path) => expect(valuesAt(body, path)).toEqual([]),
  )

  test('an empty string counts as missing, as null does', () => {
    expect(valuesAt({ url: '' }, 'url')).toEqual([])
    expect(valuesAt({ url: null }, 'url')).toEqual([])
    expect(valuesAt(body, 'contents[type=last_frame].url')).toEqual([])
  })

  test('zero and false are values', () => {
    expect(valuesAt({ zoom: 0 }, 'zoom')).toEqual([0])
    expect(valuesAt({ audio: false }, 'audio')).toEqual([false])
  })

  test.each([undefined, null, 'text', 7, []])('nothing is found in %s', (subject) => expect(valuesAt(subject, 'a.b')).toEqual([]))

  test('a member that refuses to become a string matches nothing', () => {
    expect(valuesAt({ contents: [{ type: { toString: 1 } }, null] }, 'contents[type=prompt]')).toEqual([])
  })

  test('a path that cannot be read is an error, not a rule that is always kept', () => {
    expect(() => valuesAt({}, 'contents[')).toThrow("'contents[' is no path")
  })
})

describe('terms', () => {
  const body = {
    n: 3,
    text: '2.5',
    empty: '',
    word: 'many',
    images: ['a', 'b'],
    shots: [{ seconds: 2 }, { seconds: '3' }],
    camera: { pan: 0, tilt: '0', zoom: 4, roll: '-2' },
  }

  /** Whether a term has exactly this value: one more and one less are then different. */
  const isWorth = (term: Term, value: number) => keeps({ compare: [term, '==', value] }, body) && !keeps({ compare: [term, '==', value + 1] }, body)
  /** A comparison with a term that has no value is not made, so it holds both ways. */
  const isMissing = (term: Term) => keeps({ compare: [term, '<', 0] }, body) && keeps({ compare: [term, '>=', 0] }, body)

  test.each<[string, Term, number]>([
    ['a number', 7, 7],
    ['a value', { value: 'n' }, 3],
    ['a numeric string', { value: 'text' }, 2.5],
    ['the default of a missing value', { value: 'missing', default: 5 }, 5],
    ['the default of an empty string', { value: 'empty', default: 5 }, 5],
    ['a sum', { sum: 'shots[].seconds' }, 5],
    ['a count', { count: 'images[]' }, 2],
    ['a count of nothing', { count: 'videos[]' }, 0],
    ['the fields that are not zero', { nonzero: ['camera.pan', 'camera.tilt', 'camera.zoom', 'camera.roll', 'camera.missing'] }, 2],
    ['an addition', { add: [{ value: 'n' }, { value: 'text' }, 1] }, 6.5],
    ['a subtraction', { subtract: [{ value: 'n' }, 10] }, -7],
    ['a multiplication', { multiply: [{ value: 'n' }, { add: [1, 1] }] }, 6],
  ])('%s', (_, term, value) => expect(isWorth(term, value)).toBe(true))

  test.each<[string, Term]>([
    ['a missing value', { value: 'missing' }],
    ['an empty string', { value: 'empty' }],
    ['a word', { value: 'word' }],
    ['a word, even with a default', { value: 'word', default: 5 }],
    ['a list', { value: 'images' }],
    ['a sum of nothing', { sum: 'missing[].seconds' }],
    ['a sum with a word in it', { sum: 'images[]' }],
    ['an addition of a missing value', { add: [1, { value: 'missing' }] }],
    ['a subtraction of a missing value', { subtract: [1, { value: 'missing' }] }],
    ['a subtraction from a missing value', { subtract: [{ value: 'missing' }, 1] }],
    ['a multiplication by a missing value', { multiply: [0, { value: 'missing' }] }],
  ])('%s has no number', (_, term) => expect(isMissing(term)).toBe(true))
})

describe('compare', () => {
  test.each<[Comparison[1], boolean, boolean, boolean]>([
    ['<', true, false, false],
    ['<=', true, true, false],
    ['==', false, true, false],
    ['>=', false, true, true],
    ['>', false, false, true],
  ])('%s against a smaller, an equal and a larger number', (operator, smaller, equal, larger) => {
    const verdict = (n: number) => keeps({ compare: [{ value: 'n' }, operator, 5] }, { n })
    expect([verdict(4), verdict(5), verdict(6)]).toEqual([smaller, equal, larger])
  })

  test('a sum of decimals does not miss by its last bit', () => {
    const body = { parts: [0.1, 0.2], whole: 0.3 } // 0.1 + 0.2 is 0.30000000000000004
    const verdict = (operator: Comparison[1]) => keeps({ compare: [{ sum: 'parts[]' }, operator, { value: 'whole' }] }, body)
    expect({ '==': verdict('=='), '<=': verdict('<='), '>': verdict('>') }).toEqual({ '==': true, '<=': true, '>': false })
  })

  test('an area of exactly three times passes although its factors are decimals', () => {
    const area: Assertion = { compare: [{ multiply: [{ add: [1, { value: 'up' }, { value: 'down' }] }, { add: [1, { value: 'left' }] }] }, '<=', 3] }
    expect(keeps(area, { up: 0.1, down: 0.4, left: 1 })).toBe(true)
    expect(keeps(area, { up: 0.1, down: 0.4, left: 1.01 })).toBe(false)
  })

  test('numeric strings count as numbers on both sides', () => {
    const assertion: Assertion = { compare: [{ value: 'start' }, '<', { value: 'end' }] }
    expect(keeps(assertion, { start: '900', end: '1000' })).toBe(true) // as text, 9 would come after 1
    expect(keeps(assertion, { start: '1000', end: '900' })).toBe(false)
  })
})

describe('decimals', () => {
  test.each([0, 1, -1.5, 0.8, 1.1, 2.3, 100.1, '1.2', '3', 1e21])('%s has at most one decimal place', (value) =>
    expect(keeps({ decimals: 1 }, value)).toBe(true),
  )
  test.each([0.25, -1.25, 1.01, '1.25', 0.001])('%s has more', (value) => expect(keeps({ decimals: 1 }, value)).toBe(false))
  test('what a calculation leaves behind the last digit does not count', () => expect(keeps({ decimals: 1 }, 0.1 + 0.2)).toBe(true))
  test('zero places means a whole number', () => expect([keeps({ decimals: 0 }, 5), keeps({ decimals: 0 }, 5.5)]).toEqual([true, false]))
  test.each([undefined, null, '', 'fast', {}, []])('%j is no number, so nothing is broken', (value) => expect(keeps({ decimals: 1 }, value)).toBe(true))
})

describe('distinct and separate', () => {
  const distinct = (...ids: unknown[]) => keeps({ distinct: 'contents[].id' }, { contents: ids.map((id) => ({ id })) })
  const separate = (...ids: unknown[]) => keeps({ separate: 'contents[].id' }, { contents: ids.map((id) => ({ id })) })

  test('distinct: no two values are equal', () => {
    expect(distinct('cat', 'dog')).toBe(true)
    expect(distinct('cat', 'dog', 'cat')).toBe(false)
    expect(distinct(1, '1')).toBe(true)
  })
  test('distinct: empty strings and missing values are not compared', () => expect(distinct('', '', undefined, undefined, null)).toBe(true))

  test('separate: no value occurs inside another one', () => {
    expect(separate('cat', 'dog')).toBe(true)
    expect(separate('cat', 'cats')).toBe(false)
    expect(separate('wildcat', 'dog', 'cat')).toBe(false)
  })
  test('separate: equal values are the business of distinct', () => expect(separate('cat', 'cat')).toBe(true))
  test('separate: empty strings, which occur in every text, are not compared', () => expect(separate('', 'cat')).toBe(true))
  test('separate: only texts are compared', () => expect(separate(1, 11, '1')).toBe(true))
})

describe('shots', () => {
  const verdict = (prompt: unknown, duration?: unknown) =>
    keeps({ shots: { text: 'prompt', seconds: 'settings.duration', default: 5 } }, { prompt, settings: { duration } })

  test('the seconds of the shots add up to the duration', () => {
    expect(verdict('shot 1, 2, a door opens; shot 2, 3, a cat comes in;', 5)).toBe(true)
    expect(verdict('shot 1, 2, a door opens; shot 2, 4, a cat comes in;', 5)).toBe(false)
  })
  test('without a duration its default counts', () => {
    expect(verdict('shot 1, 2, a; shot 2, 3, b')).toBe(true)
    expect(verdict('shot 1, 2, a; shot 2, 2, b')).toBe(false)
  })
  test('the duration may be a numeric string', () => {
    expect(verdict('shot 1, 5, a; shot 2, 5, b', '10')).toBe(true)
    expect(verdict('shot 1, 5, a; shot 2, 4, b', '10')).toBe(false)
  })
  test('capitals, line breaks, full-width commas and the Chinese words are understood', () => {
    expect(verdict('Shot 1, 1, a;\nSHOT 2 , 1 , b;\n', 3)).toBe(false)
    expect(verdict('分镜1，2，猫；狗;镜头2，2，鸟', 4)).toBe(true)
    expect(verdict('分镜1，2，猫;镜头2，2，鸟', 5)).toBe(false)
  })
  test('there are at most 6 shots', () => {
    const shots = (count: number) => Array.from({ length: count }, (_, index) => `shot ${index + 1}, 1, x`).join(';')
    expect(verdict(shots(6), 6)).toBe(true)
    expect(verdict(shots(7), 7)).toBe(false)
  })
  test('a shot lasts at least a second', () => expect(verdict('shot 1, 0, a; shot 2, 5, b', 5)).toBe(false))
  test('the words of a shot are at most 512 characters, counted as characters', () => {
    expect(verdict(`shot 1, 5, ${'🐈'.repeat(512)}`, 5)).toBe(true)
    expect(verdict(`shot 1, 5, ${'x'.repeat(513)}`, 5)).toBe(false)
  })
  test('words may hold commas and numbers', () => expect(verdict('shot 1, 5, 3, 2, 1, go', 5)).toBe(true))
  test.each([undefined, null, '', 7, 'a cat; a dog', 'shot one, 2, a', 'shot 1, 2, a; then a dog', 'a shot 1, 9, of a cat', ';;'])(
    '%j is not in the syntax, so nothing is judged',
    (prompt) => expect(verdict(prompt, 5)).toBe(true),
  )
  test('a duration that is no number is not compared', () => expect(verdict('shot 1, 9, a', 'long')).toBe(true))
  test('without a default a missing duration is not compared', () => {
    expect(keeps({ shots: { text: 'prompt', seconds: 'duration' } }, { prompt: 'shot 1, 9, a' })).toBe(true)
  })
})
