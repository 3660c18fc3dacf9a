import { expect, test } from 'vitest'
import { ruleWords } from '../src/reference/rule-words.ts'

test('a refusal names what leads to it', () => {
  const condition = { if: { required: ['mode'], properties: { mode: { const: '4k' } } }, then: { not: {} } }
  expect(ruleWords({ condition })).toBe('Refused when `mode` is `4k`.')
})

test('a need names its cause first', () => {
  const condition = {
    if: { required: ['voice_list'], properties: { voice_list: { minItems: 1 } } },
    then: { required: ['sound'], properties: { sound: { const: 'on' } } },
  }
  expect(ruleWords({ condition })).toBe('When `voice_list` is given: `sound` is `on`.')
})

test('exactly one of several', () => {
  const branch = (name: string) => ({ required: [name], properties: { [name]: { minLength: 1 } } })
  expect(ruleWords({ condition: { oneOf: [branch('video_id'), branch('video_url')] } })).toBe('Exactly one of `video_id`, `video_url` is given.')
})

test('"or" within "and" stands in brackets', () => {
  const either = [{ required: ['a'] }, { required: ['b'] }]
  expect(ruleWords({ condition: { not: { required: ['c'], anyOf: either } } })).toBe('Refused when `c` is given and (`a` is given, or `b` is given).')
})

test('what JSON Schema cannot say: sums, counts, decimals', () => {
  expect(ruleWords({ compare: [{ sum: 'multi_prompt[].duration' }, '==', { value: 'duration', default: 5 }] })).toBe(
    'The sum of `multi_prompt[].duration` is exactly `duration` (`5` where it is missing).',
  )
  expect(ruleWords({ compare: [{ count: 'contents[type=voice]' }, '<=', 2] })).toBe('The number of `contents[type=voice]` is at most 2.')
  expect(ruleWords({ decimals: 1 })).toBe('At most 1 decimal place.')
})
