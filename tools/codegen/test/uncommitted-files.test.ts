import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { uncommittedFiles } from '../src/uncommitted-files.ts'

function write(root: string, name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
  fs.writeFileSync(path.join(root, name), text)
}

/** A checkout with one commit. */
function checkout(files: Record<string, string>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-checkout-'))
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) write(root, name, text)
  const git = (...parameters: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...parameters], { cwd: root, stdio: 'pipe' })
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '--message', 'first')
  return root
}

const files = { '.gitignore': 'data/\n', 'spec/a.yaml': '1', 'packages/zod/src/generated/z.gen.ts': '1', 'packages/zod/src/index.ts': '1' }

test('a clean checkout has none', () => {
  expect(uncommittedFiles(checkout(files), ['spec', 'packages/*/src/generated'])).toEqual([])
})

test('changed, new and removed files count, below the given paths only', () => {
  const root = checkout(files)
  write(root, 'packages/zod/src/generated/z.gen.ts', '2')
  write(root, 'packages/client/src/generated/core/new.gen.ts', '1')
  write(root, 'packages/zod/src/index.ts', '2')
  fs.rmSync(path.join(root, 'spec/a.yaml'))
  expect(uncommittedFiles(root, ['packages/*/src/generated']).sort()).toEqual([
    'packages/client/src/generated/core/new.gen.ts',
    'packages/zod/src/generated/z.gen.ts',
  ])
  expect(uncommittedFiles(root, ['spec'])).toEqual(['spec/a.yaml'])
})

test('a path may be a file', () => {
  const root = checkout(files)
  write(root, 'packages/zod/src/index.ts', '2')
  expect(uncommittedFiles(root, ['packages/zod/src/index.ts'])).toEqual(['packages/zod/src/index.ts'])
})

test('what git ignores does not count', () => {
  const root = checkout(files)
  write(root, 'spec/data/big.yaml', '1')
  expect(uncommittedFiles(root, ['spec'])).toEqual([])
})

test('without git there is nothing to compare with', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-no-git-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  write(folder, 'spec/a.yaml', '1')
  expect(uncommittedFiles(folder, ['spec'])).toEqual([])
})
