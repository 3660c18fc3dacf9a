import { readFileSync } from 'node:fs'
import { readYaml } from '@klingkit-tools/spec-build/src/lossless-yaml.ts'
import { describe, expect, test } from 'vitest'
import { document, errors, operations } from '../src/index.js'
import * as runtime from '../src/runtime.js'
import { operationsOf, webhooksOf } from './support/published.js'

const census = readYaml(readFileSync(new URL('../../../spec/census.yaml', import.meta.url), 'utf8')) as Record<string, any>
const effects = readYaml(readFileSync(new URL('../../../spec/effects.yaml', import.meta.url), 'utf8')) as { scenes: { inputs: number }[] }

/** How often each value occurs. */
function counted(values: readonly string[]): Record<string, number> {
  return Object.fromEntries([...new Set(values)].map((value) => [value, values.filter((other) => other === value).length]))
}

describe('the document holds what the census of spec/ says', () => {
  test('operations, of which none is missing or doubled', () => {
    expect(operations).toHaveLength(census.operations)
    expect(new Set(operations.map(({ id }) => id)).size).toBe(census.operations)
    expect(new Set(operations.map(({ call }) => call)).size).toBe(census.operations)
    expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(census.operations)
  })

  test.each(['standard', 'status', 'method', 'kind', 'tag'] as const)('operations by %s', (key) => {
    expect(counted(operations.map((operation) => operation[key]))).toEqual(census[key])
  })

  test('webhooks, effect scenes and error codes', () => {
    expect(
      webhooksOf(document)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(census.webhooks)
    expect(effects.scenes.filter(({ inputs }) => inputs === 1)).toHaveLength(census.effect_scenes.one_picture)
    expect(effects.scenes.filter(({ inputs }) => inputs === 2)).toHaveLength(census.effect_scenes.two_pictures)
    expect(errors.codes).toHaveLength(census.error_codes)
  })
})

test('the table, the document and the table for browsers agree', () => {
  const told = operationsOf(document).map(({ id, method, path }) => ({ id, method, path }))
  expect(operations.map(({ id, method, path }) => ({ id, method, path }))).toEqual(told)
  expect(runtime.operations).toBe(operations)
})
