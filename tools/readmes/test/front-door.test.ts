import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { startMock } from '@klingkit/mock'
import { expect, test } from 'vitest'
import { isCode } from '../src/block.ts'
import { blocksOfPage } from '../src/pages.ts'

/* The three examples that everybody sees first are run for every change; the full ring runs all blocks of all pages. */

const [call, check, mock] = blocksOfPage('README.md').filter(isCode)

test('the call gives a video', async () => {
  const { url, close } = await startMock({ port: 0, speed: 'instant' })
  expect(await printed(call!.text.replace('http://127.0.0.1:4010', url))).toMatch(new RegExp(`^${url}/__kling/media/`))
  await close()
})

test.each([
  ['the check', check!],
  ['the mock in a test', mock!],
])('%s prints what stands beside it', async (_, { text }) => {
  const shown = /console\.log\(.*\/\/ (.+?)(?:…)?$/m.exec(text)![1]!
  expect(await printed(text)).toContain(shown)
})

async function printed(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { cwd: path.resolve(import.meta.dirname, '..') })
  return stdout
}
