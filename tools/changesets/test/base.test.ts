import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { baseOf } from '../src/base.ts'
import { changedSince } from '../src/git.ts'

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-base-'))
afterAll(() => fs.rmSync(scratch, { recursive: true }))

const run = (folder: string, ...words: string[]) =>
  execFileSync(
    'git',
    [
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@example.com',
      '-c',
      'commit.gpgsign=false',
      '-c',
      'tag.gpgsign=false',
      '-c',
      'protocol.file.allow=always',
      ...words,
    ],
    { cwd: folder, encoding: 'utf8' },
  ).trim()

function repository(name: string): string {
  const folder = path.join(scratch, name)
  fs.mkdirSync(path.join(folder, 'spec'), { recursive: true })
  run(folder, 'init', '--quiet', '--initial-branch=main')
  commit(folder, 'one')
  return folder
}

function commit(folder: string, content: string): void {
  fs.writeFileSync(path.join(folder, 'spec/a.yaml'), content)
  run(folder, 'add', '.')
  run(folder, 'commit', '--quiet', '--message', content)
}

test('a branch is measured from where it left the main one', () => {
  const folder = repository('branch')
  const main = run(folder, 'rev-parse', 'HEAD')
  run(folder, 'switch', '--quiet', '--create', 'fox')
  commit(folder, 'two')
  expect(baseOf(folder, undefined)).toEqual({ commit: main, name: 'where the branch left main', pendingCount: false })
  fs.writeFileSync(path.join(folder, 'spec/new.yaml'), 'not committed')
  expect(changedSince(folder, main, ['spec'])).toEqual(['spec/a.yaml', 'spec/new.yaml'])
})

test('the main branch is measured from the last release, before the first one from the last commit', () => {
  const folder = repository('release')
  expect(baseOf(folder, undefined)).toMatchObject({ name: expect.stringContaining('nothing was released yet') })
  const released = run(folder, 'rev-parse', 'HEAD')
  run(folder, 'tag', '--annotate', '--message', 'x', '@klingkit/openapi@1.0.0')
  commit(folder, 'two')
  expect(baseOf(folder, undefined)).toEqual({ commit: released, name: 'the release @klingkit/openapi@1.0.0', pendingCount: true })
})

test('a shallow clone and a folder without git say that they cannot tell', () => {
  const folder = repository('deep')
  commit(folder, 'two')
  run(scratch, 'clone', '--quiet', '--depth=1', `file://${folder}`, 'shallow')
  expect(baseOf(path.join(scratch, 'shallow'), undefined)).toContain('shallow clone')
  const none = path.join(scratch, 'none')
  fs.mkdirSync(none)
  expect(baseOf(none, undefined)).toBe('this is no git checkout')
})
