import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readYaml } from '@klingkit-tools/spec-build/src/lossless-yaml.ts'
import { describe, expect, test } from 'vitest'
import { examples } from '../src/index.js'
import { textOf } from './support/published.js'

/*
 * Ids of elements are JSON integers of 18 digits. JavaScript rounds them without a word, and so do most tools that read or write JSON or YAML.
 */
const elementId = '829836802793406551'
const files = [
  'openapi.json',
  'openapi.yaml',
  'cometapi.json',
  'cloudsway.json',
  'invalid-bodies.json',
  'cometapi-invalid-bodies.json',
  'cloudsway-invalid-bodies.json',
]
const spec = path.resolve(import.meta.dirname, '../../../spec')

const inSources = new Set(
  readdirSync(spec, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !path.basename(file).startsWith('.'))
    .flatMap((file) => bigIntegers(readYaml(readFileSync(path.join(spec, file), 'utf8')))),
)

test('the sources hold ids of 18 digits as integers', () => {
  expect(inSources).toContain(elementId)
})

describe.each(files)('%s', (file) => {
  const text = textOf(file)
  const literals = file.endsWith('.yaml') ? bigIntegers(readYaml(text)) : bigLiterals(text)

  test('holds no integer beyond 2^53 that is not in the sources', () => {
    expect(literals.filter((digits) => !inSources.has(digits))).toEqual([])
  })

  test('holds no rounded one', () => {
    for (const digits of inSources) {
      for (const rounded of [String(Number(digits)), String(BigInt(Number(digits)))]) {
        if (rounded !== digits) expect(text).not.toContain(rounded)
      }
    }
  })
})

test.each(['openapi.json', 'openapi.yaml', 'cometapi.json', 'cloudsway.json'])(`%s has ${elementId} digit by digit, as an integer`, (file) => {
  expect(textOf(file)).toMatch(new RegExp(`element_id"?: ${elementId}\\b`))
})

test('in the example index, which JavaScript reads, it stands as a string', () => {
  expect(examples.createCustomElement['200']!.succeed).toMatchObject({ data: { element_id: elementId } })
})

/** Integers of a JSON text that JavaScript cannot hold. */
function bigLiterals(json: string): string[] {
  const withoutStrings = json.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  return [...withoutStrings.matchAll(/(?<![\w.+-])-?\d+(?![\d.eE])/g)].map(([digits]) => digits).filter((digits) => !Number.isSafeInteger(Number(digits)))
}

function bigIntegers(value: unknown): string[] {
  if (typeof value === 'bigint') return [String(value)]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(bigIntegers) : []
}
