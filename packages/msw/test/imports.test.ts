import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

test('the sources import what this room may import, and nothing else', () => {
  const folder = path.resolve(import.meta.dirname, '../src')
  const imported = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) =>
    !file.endsWith('.ts') ? [] : [...readFileSync(path.join(folder, file), 'utf8').matchAll(/(?:\bfrom |\bimport\()'([^'.][^']*)'/g)].map(([, name]) => name),
  )
  expect([...new Set(imported)].sort()).toEqual([
    '@klingkit/openapi/runtime',
    '@klingkit/simulator',
    '@klingkit/zod',
    '@klingkit/zod/cloudsway',
    '@klingkit/zod/cometapi',
    'msw',
  ])
})
