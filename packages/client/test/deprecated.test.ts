import { readFileSync } from 'node:fs'
import { operations } from '@klingkit/openapi'
import { describe, expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../src/generated/${file}`, import.meta.url), 'utf8')
const functions = read('operations.gen.ts')
const facade = read('kling.gen.ts')

function docCommentBefore(source: string, declaration: string): string {
  const at = source.indexOf(declaration)
  expect(at, declaration).toBeGreaterThan(0)
  return source.slice(source.lastIndexOf('/**', at), at)
}

/** Everything a caller may come upon: the function, and with a create the functions that run it and wait for it. */
function commentsOf({ id, task }: { id: string; task?: unknown }): string[] {
  const names = task ? [id, id.replace('create', 'run'), id.replace('create', 'wait')] : [id]
  return names.map((name) => docCommentBefore(functions, `export function ${name}(`))
}

describe('functions of operations that are on their way out', () => {
  const ended = operations.filter(({ status }) => status === 'deprecated' || status === 'retired')

  test.each(ended.map((operation) => [operation.id, operation.status, operation] as const))(
    '%s (%s) is struck through in editors',
    (_id, _status, operation) => {
      for (const comment of commentsOf(operation)) expect(comment).toContain('@deprecated')
    },
  )

  test('all others are not', () => {
    const served = operations.filter((operation) => !ended.includes(operation))
    expect(served.filter((operation) => commentsOf(operation).some((comment) => comment.includes('@deprecated')))).toEqual([])
  })

  test('the facade says so as often', () => {
    const methods = ended.reduce((sum, operation) => sum + commentsOf(operation).length, 0)
    expect(facade.match(/@deprecated/g)).toHaveLength(methods)
  })
})
