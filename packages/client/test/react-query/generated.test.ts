import { readFileSync } from 'node:fs'
import { operations } from '@klingkit/openapi'
import { expect, test } from 'vitest'

const source = readFileSync(new URL('../../src/generated/react-query.gen.ts', import.meta.url), 'utf8')
const perCreate = (kind: string) => (kind === 'async task' ? 2 : 1)

test('the options of what is deprecated or retired are struck through in editors, and no others', () => {
  const ended = operations.filter(({ status }) => status === 'deprecated' || status === 'retired')
  expect(ended.length).toBeGreaterThan(0)
  expect(source.match(/@deprecated/g)).toHaveLength(ended.reduce((sum, { kind }) => sum + perCreate(kind), 0))
  for (const { summary } of ended) {
    const at = source.indexOf(`* ${summary}.`)
    expect([summary, source.slice(at, source.indexOf('*/', at)).includes('@deprecated')]).toEqual([summary, true])
  }
})

test('the type has options for every operation', () => {
  const made = source.match(/\): Kling(?:Query|TaskQuery|Pages|Mutation)</g)
  expect(made).toHaveLength(operations.reduce((sum, { kind }) => sum + perCreate(kind), 0))
})
