import fs from 'node:fs'
import path from 'node:path'
import { downloadSize } from '../download-size.ts'
import { filesOf } from '../pack.ts'
import type { Check } from './check.ts'

interface Budget {
  what: string
  /** What a page writes; all that it imports counts, minified and gzipped. */
  code: string
  /** Its size does not count: what the page has anyway. */
  besides?: string
  /** Libraries that do not count, by their name. */
  external?: string[]
  limitKiB: number
}

interface Budgets {
  /** All files of the package. */
  unpackedKiB: number
  /** Of every entry point, where pages use them. */
  pages?: Budget[]
}

const budgets: Record<string, Budgets> = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../budgets.json'), 'utf8'))

/** How large a package is, and what a page downloads for what it uses of it, held against `budgets.json`. */
export const sizes: Check = {
  name: 'sizes',
  async run(packed, all) {
    const { name, manifest } = packed
    const budget = budgets[name]
    if (!budget) return { wrong: [`${name} has no budget in tools/published/budgets.json`], seen: '' }
    const unpacked = filesOf(packed).reduce((sum, file) => sum + fs.statSync(path.join(packed.unpacked, file)).size, 0) / 1024
    const wrong = unpacked > budget.unpackedKiB ? [`unpacked it is larger than ${budget.unpackedKiB} KiB`] : []
    const seen = [`unpacked: ${unpacked.toFixed(0)} of ${budget.unpackedKiB} KiB`]
    for (const { what, code, besides, external = [], limitKiB } of budget.pages ?? []) {
      const kib = ((await downloadSize(code, all, external)) - (besides ? await downloadSize(besides, all, external) : 0)) / 1024
      const line = `${what}: ${kib.toFixed(1)} of ${limitKiB} KiB`
      if (kib > limitKiB) wrong.push(line)
      seen.push(line)
    }
    for (const entry of budget.pages ? Object.keys(manifest.exports ?? {}).filter((each) => manifest.exports![each].types) : []) {
      const specifier = name + entry.slice(1)
      if (!budget.pages!.some(({ code }) => code.includes(`'${specifier}'`))) wrong.push(`${specifier} has no budget in tools/published/budgets.json`)
    }
    return { wrong, seen: seen.join(`\n${' '.repeat(40)}`) }
  },
}
