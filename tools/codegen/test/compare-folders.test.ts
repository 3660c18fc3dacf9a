import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { compareFolders } from '../src/compare-folders.ts'

function folder(files: Record<string, string>): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-compare-'))
  onTestFinished(() => fs.rmSync(made, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(made, name)), { recursive: true })
    fs.writeFileSync(path.join(made, name), text)
  }
  return made
}

test('equal folders have no differences', () => {
  expect(compareFolders(folder({ 'a.ts': '1', 'core/b.ts': '2' }), folder({ 'a.ts': '1', 'core/b.ts': '2' }))).toEqual([])
})

test('changed, missing and left-over files are named, deeper ones too', () => {
  const actual = folder({ 'a.ts': '1', 'core/old.ts': '2', 'same.ts': '3' })
  const wanted = folder({ 'a.ts': 'one', 'core/new.ts': '2', 'same.ts': '3' })
  expect(compareFolders(actual, wanted)).toEqual(['a.ts is out of date', 'core/new.ts is missing', 'core/old.ts is no longer generated'])
})

test('folders that are not committed are left out', () => {
  expect(compareFolders(folder({ 'data/big.ts': '1' }), folder({}), ['data'])).toEqual([])
})

test('a folder that is not there at all lacks every file', () => {
  expect(compareFolders(path.join(folder({}), 'nowhere'), folder({ 'a.ts': '1' }))).toEqual(['a.ts is missing'])
})
