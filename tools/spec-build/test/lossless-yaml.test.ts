import { stringify } from 'lossless-json'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../src/lossless-yaml.ts'

describe('integers', () => {
  test.each(['829836802793406551', '-829836802793406551', '9007199254740993', '123456789012345678901234567890'])('%s keeps every digit', (digits) => {
    expect(readYaml(`element_id: ${digits}`)).toEqual({ element_id: BigInt(digits) })
    expect(stringify(readYaml(`[${digits}]`))).toBe(`[${digits}]`)
  })

  test.each([0, 7, -7, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])('%d is a plain number', (integer) => {
    expect(readYaml(String(integer))).toBe(integer)
  })

  test('the first ones that a number cannot hold are bigint', () => {
    expect(readYaml('[9007199254740992, -9007199254740992]')).toEqual([9007199254740992n, -9007199254740992n])
  })

  test('in lists of objects as well', () => {
    expect(readYaml('list:\n  - { element_id: 829836802793406551, n: 2 }')).toEqual({ list: [{ element_id: 829836802793406551n, n: 2 }] })
  })
})

test('other values come as they are written', () => {
  expect(readYaml("{ text: '829836802793406551', decimal: 0.8, yes: true, nothing: null, date: '2026-11-20' }")).toEqual({
    text: '829836802793406551',
    decimal: 0.8,
    yes: true,
    nothing: null,
    date: '2026-11-20',
  })
})

test('an anchor is read wherever it is named', () => {
  expect(readYaml('one: &id { element_id: 829836802793406551 }\ntwo: *id')).toEqual({
    one: { element_id: 829836802793406551n },
    two: { element_id: 829836802793406551n },
  })
})

describe('!repeat', () => {
  test('writes a long text briefly', () => {
    expect(readYaml('prompt: !repeat { text: ab, times: 3 }')).toEqual({ prompt: 'ababab' })
  })

  test('of nothing is empty', () => {
    expect(readYaml('!repeat { text: x, times: 0 }')).toBe('')
  })

  test('stands inside other values', () => {
    expect(readYaml('contents: [{ type: prompt, text: !repeat { text: x, times: 2501 } }]')).toEqual({ contents: [{ type: 'prompt', text: 'x'.repeat(2501) }] })
  })
})

test('broken YAML is an error, not half a document', () => {
  expect(() => readYaml('a: [1, 2')).toThrow()
  expect(() => readYaml('a: 1\na: 2')).toThrow(/unique/)
})
