import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'

/*
 * What is published, as the compiler of a user finds it: two tiny projects of ES modules and one of CommonJS, each with every declaration checked.
 */
const require = createRequire(import.meta.url)
const manifest = require('typescript/package.json')
const tsc = path.join(path.dirname(require.resolve('typescript/package.json')), manifest.bin.tsc)

test.each(['node16', 'nodenext', 'bundler'])('the types are found and right under %s', (project) => {
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', path.join(import.meta.dirname, project)], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([0, ''])
})
