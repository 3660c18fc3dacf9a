import fs from 'node:fs'
import path from 'node:path'
import { type Block, isCode, isOutput, isShell } from '../../readmes/src/block.ts'
import { blocksOfPage, pages } from '../../readmes/src/pages.ts'
import { nameOfPage } from '../../readmes/src/program-of.ts'
import { install } from '../npm.ts'
import type { Place, Step } from '../step.ts'
import { PageRun } from './page-run.ts'

/** What blocks of code import besides our packages; readers have it in their projects. */
const besides = [
  'zod',
  'msw',
  'vitest',
  'react',
  'react-dom',
  '@tanstack/react-query',
  'typescript',
  'happy-dom',
  '@testing-library/dom',
  '@testing-library/react',
]

/** How many blocks were run and how many not, of all pages. */
export const blocks = { run: 0, notRun: 0 }

/** Installed once; each page works in a folder below it. */
let home: string | undefined

async function installed({ registry, packed, folder }: Place): Promise<string> {
  if (home) return home
  home = path.join(path.dirname(folder), 'reader')
  fs.mkdirSync(home)
  await install([...packed.map(({ name }) => name), ...besides], home, registry)
  return home
}

/** Every block of a page is run in its order, as its readers would, and what it prints is held against what the page shows. */
export const readmeSteps: Step[] = pages().map((page) => ({
  name: `blocks of ${page}`,
  async run(place) {
    const all = blocksOfPage(page)
    const folder = path.join(await installed(place), nameOfPage(page))
    fs.mkdirSync(folder)
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    const run = new PageRun(folder, place.registry)
    const left: string[] = []
    let done = 0
    try {
      for (const [index, block] of all.entries()) {
        if (isOutput(block) || !runs(block)) continue
        const reason = block.notRun ?? block.notChecked
        if (reason !== undefined) {
          left.push(`\n          not run: ${page}:${block.line}: ${reason}`)
          continue
        }
        const next = all[index + 1]
        await run.block(block, next && isOutput(next) && !next.anyOutput ? next : undefined).catch((error: Error) => {
          throw new Error(`${page}:${block.line}: ${error.message}`)
        })
        done++
      }
    } finally {
      await run.close()
    }
    blocks.run += done
    blocks.notRun += left.length
    return `${done} run, ${left.length} not run${left.join('')}`
  },
}))

function runs(block: Block): boolean {
  if (block.file !== undefined || isCode(block) || isShell(block)) return true
  // Recipes for other programs are text for them, and still may not be forgotten.
  if (block.notRun === undefined) throw new Error(`${block.page}:${block.line}: nobody knows how to run «${block.language}»; say «not run» and why`)
  return true
}
