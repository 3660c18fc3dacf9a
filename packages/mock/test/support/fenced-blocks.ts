import { readFileSync } from 'node:fs'

export interface Block {
  language: string
  text: string
  /** What stands between the block before and this one. */
  before: string
}

/** The fenced blocks of a section of a Markdown file, in their order. */
export function blocksOf(file: string, section: string): Block[] {
  const text = readFileSync(file, 'utf8')
  const start = text.indexOf(`\n## ${section}\n`)
  if (start < 0) throw new Error(`${file} has no section '${section}'`)
  const end = text.indexOf('\n## ', start + 1)
  const part = text.slice(start, end < 0 ? undefined : end)
  let last = 0
  return [...part.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const before = part.slice(last, match.index)
    last = match.index + match[0].length
    return { language: match[1]!, text: match[2]!, before }
  })
}
