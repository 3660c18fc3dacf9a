import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const file = path.join(import.meta.dirname, 'README.md')
const [start, end] = ['<!-- figures of the last run -->', '<!-- end of the figures -->']

/** Puts the tables of a run into the README; what is written around them stays. */
export function writeFigures(tables: string): void {
  const text = readFileSync(file, 'utf8')
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`tools/bench/README.md: the lines '${start}' and '${end}' are missing, so there is no place for the figures`)
  writeFileSync(file, `${text.slice(0, from + start.length)}\n\n${tables}\n\n${text.slice(to)}`)
}
