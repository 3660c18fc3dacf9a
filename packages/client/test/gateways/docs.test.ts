import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/*
 * The page of the entry point: what it shows runs, with all traffic of the process sent to a mock.
 */
const root = path.resolve(import.meta.dirname, '../..')
const page = readFileSync(path.join(root, 'docs/gateways.md'), 'utf8')
const blocks = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!)

test('the page has an example per gateway', () => {
  expect(blocks.map((code) => /gateway: (\w+)\(/.exec(code)?.[1])).toEqual(['cometapi', 'cloudsway'])
})

test.each(blocks)('runs as it stands: %s', (code) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--import', '@klingkit/mock/register', '--input-type=module-typescript', '--eval', code],
    { cwd: root, encoding: 'utf8', env: { ...process.env, COMETAPI_KEY: 'any', CLOUDSWAY_AK: 'any' } },
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^https?:\/\/\S+$/m)
})
