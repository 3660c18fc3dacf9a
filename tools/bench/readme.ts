import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const file = path.join(import.meta.dirname, 'README.md')
const marks = {
  mock: ['<!-- figures of the last run -->', '<!-- end of the figures -->'],
  client: ['<!-- figures of the client -->', '<!-- end of the figures of the client -->'],
} as const

/** Puts the tables of a run into the README; what is written around them stays. */
export function writeFigures(tables: string, of: keyof typeof marks = 'mock'): void {
  const [start, end] = marks[of]
  const text = readFileSync(file, 'utf8')
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`tools/bench/README.md: the lines '${start}' and '${end}' are missing, so there is no place for the figures`)
  writeFileSync(file, `${text.slice(0, from + start.length)}\n\n${tables}\n\n${text.slice(to)}`)
}
