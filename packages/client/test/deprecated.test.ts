import { readFileSync } from 'node:fs'
import { operations } from '@klingkit/openapi'
import { describe, expect, test } from 'vitest'

const source = readFileSync(new URL('../src/generated/sdk.gen.ts', import.meta.url), 'utf8')

function docCommentOf(functionName: string): string {
  const declaration = source.indexOf(`export const ${functionName} =`)
  return source.slice(source.lastIndexOf('/**', declaration), declaration)
}

describe('functions of operations that are on their way out', () => {
  const ended = operations.filter(({ status }) => status === 'deprecated' || status === 'retired')

  test.each(ended.map(({ id, status }) => [id, status]))('%s (%s) is struck through in editors', (id) => {
    expect(docCommentOf(id)).toContain('@deprecated')
  })

  test('all others are not', () => {
    const served = operations.filter((operation) => !ended.includes(operation))
    expect(served.filter(({ id }) => docCommentOf(id).includes('@deprecated'))).toEqual([])
  })
})
