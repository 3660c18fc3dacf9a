import type { Block } from './block.ts'

/** Of Markdown, and of MDX. */
const comment = String.raw`(?:<!--(?:(?!-->)[\s\S])*-->|\{/\*(?:(?!\*/)[\s\S])*\*/\})`
/** Behind the language may stand what only the site reads, such as a title. */
const fenced = new RegExp(String.raw`((?:^${comment}\n+)*)^\`\`\`(\w*)(?: [^\n]*)?\n([\s\S]*?)^\`\`\`$`, 'gm')
const words = ['given', 'file', 'with', 'stays', 'until', 'any output', 'not run', 'not checked']

/** The blocks of a page in their order. */
export function blocksOf(page: string, text: string): Block[] {
  const [indented] = /^[ \t]+```/m.exec(text.replaceAll(fenced, '')) ?? []
  if (indented) throw new Error(`${page}: a block that is indented is never checked; begin it at the margin`)
  return [...text.matchAll(fenced)].map((match) => {
    const [, comments, language, code] = match as unknown as [string, string, string, string]
    const line = text.slice(0, match.index + comments.length).split('\n').length + 1
    const said = saidIn(comments, `${page}:${line}`)
    const some = (word: string, key: string) => (said.has(word) ? { [key]: said.get(word)! } : {})
    return {
      page,
      line,
      language,
      text: code,
      given: said.get('given') ?? '',
      stays: said.has('stays'),
      anyOutput: said.has('any output'),
      ...some('file', 'file'),
      ...some('with', 'with'),
      ...some('until', 'until'),
      ...some('not run', 'notRun'),
      ...some('not checked', 'notChecked'),
    }
  })
}

function saidIn(comments: string, place: string): Map<string, string> {
  const said = new Map<string, string>()
  for (const [whole] of comments.matchAll(new RegExp(comment, 'g'))) {
    const inner = whole.replaceAll(/^(?:<!--|\{\/\*)|(?:-->|\*\/\})$/g, '')
    const [, word, text = ''] = /^\s*([a-z ]+?)\s*(?::([\s\S]*))?\s*$/.exec(inner) ?? []
    if (!word || !words.includes(word)) throw new Error(`${place}: «${inner.trim().slice(0, 60)}» above a block is none of ${words.join(', ')}`)
    if (word.startsWith('not') && text.trim().length < 10) throw new Error(`${place}: «${word}» needs its reason`)
    said.set(word, text.trim())
  }
  return said
}
