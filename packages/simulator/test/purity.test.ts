import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { operations } from '@klingkit/openapi/runtime'
import { expect, test } from 'vitest'

const source = path.resolve(import.meta.dirname, '../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const code = (file: string) => readFileSync(path.join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

/** The two files that hold the defaults which are not pure. */
const edge = ['controlled-clock.ts', 'platform.ts']

test('nothing but the edge looks at the time, throws dice or sets timers', () => {
  expect(files.length).toBeGreaterThan(40)
  for (const file of files.filter((name) => !edge.includes(name))) {
    const found = code(file).match(
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\bperformance\b|\brandomUUID\b|\bgetRandomValues\b/g,
    )
    expect([file, found]).toEqual([file, null])
  }
})

test('it stands on the compact tables and on nothing else', () => {
  for (const file of files) {
    const imported = [...code(file).matchAll(/from '([^.'][^']*)'/g)].map(([, name]) => name)
    expect([file, imported.filter((name) => name !== '@klingkit/openapi/runtime')]).toEqual([file, []])
    expect([file, code(file).match(/\b(?:process|Buffer|require|__dirname)\b/g)]).toEqual([file, null])
  }
})

test('no operation is named in it: what they do is in the document', () => {
  const ids = operations.map(({ id }) => id)
  for (const file of files.filter((name) => !name.startsWith('testing/'))) {
    const named = ids.filter((id) => new RegExp(`['"\`]${id}['"\`]`).test(code(file)))
    expect([file, named]).toEqual([file, []])
  }
})
