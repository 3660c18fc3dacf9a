import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type Block, isCode, isOutput } from '../src/block.ts'
import { masked } from '../src/masked.ts'
import { blocksOfPage, pages } from '../src/pages.ts'
import { programOf } from '../src/program-of.ts'

/* What guides print from the document, such as which operations have a counterpart, changes with `spec/`; so it is held against the page for every change. The full ring runs all blocks of all pages. */

const facts = pages()
  .filter((page) => page.includes('/guides/'))
  .flatMap((page) => pairsOf(blocksOfPage(page)))
  .filter(
    ({ block }) => isCode(block) && importsOf(block).length > 0 && importsOf(block).every((name) => /^@klingkit\/(?:openapi|zod|client\/pricing)$/.test(name)),
  )

test('there are some', () => expect(facts.length).toBeGreaterThan(2))

test.each(facts.map(({ block, output }) => [`${block.page}:${block.line}`, block, output] as const))('%s', async (_, block, output) => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '--eval', programOf(block).code], {
    cwd: path.resolve(import.meta.dirname, '..'),
  })
  expect(masked(stdout)).toBe(masked(output.text))
})

/** Each block with the output that the page shows behind it. */
function pairsOf(blocks: Block[]): { block: Block; output: Block }[] {
  return blocks.flatMap((output, index) => (index > 0 && isOutput(output) && !output.anyOutput ? [{ block: blocks[index - 1]!, output }] : []))
}

function importsOf({ text, given }: Block): string[] {
  return [...`${given}\n${text}`.matchAll(/ from '([^']+)'/g)].map(([, name]) => name!)
}
