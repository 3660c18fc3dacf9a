import fs from 'node:fs'
import path from 'node:path'

export interface Example {
  /** What it does, in a sentence; may hold `code` and **strong** words. */
  text: string
  language: string
  code: string
}

export interface Readme {
  intro: string
  unofficial: string
  /** What the picture of the studio shows. */
  alt: string
  commands: Example
  examples: Example[]
}

/** What the project's README says, for the first page to say it in the same words: what it is, that it is unofficial, the commands, the shortest examples. Throws where it says one of them no more. */
export function readme(source = fs.readFileSync(path.join(repository(), 'README.md'), 'utf8')): Readme {
  const text = source.replaceAll(/<!--[\s\S]*?-->\n*/g, '')
  const [, intro = missing('title with a paragraph below it')] = /^# .+\n+((?:.+\n)+)/.exec(text) ?? []
  const [, unofficial = missing('sentence that begins with "Unofficial"')] = /(?:^|\s)(Unofficial\b(?:.+\n)+)/.exec(text) ?? []
  const blocks = examplesOf(text)
  const examples = blocks.filter(({ language }) => language === 'ts')
  return {
    intro: oneLine(intro.replace(unofficial, '')),
    unofficial: oneLine(unofficial),
    alt: /<img [^>]*alt="([^"]+)"/.exec(text)?.[1] ?? missing('picture with an alternative text'),
    commands: blocks.find(({ language }) => language === 'sh') ?? missing('block of commands'),
    examples: examples.length > 0 ? examples : missing('example'),
  }
}

/** Each code block with the paragraph right above it. */
function examplesOf(text: string): Example[] {
  const pieces = text.split(/^```/m)
  return pieces.flatMap((piece, index) => {
    if (index % 2 === 0) return []
    const [language = '', ...lines] = piece.split('\n')
    return [
      {
        text: oneLine(
          pieces[index - 1]!.trim()
            .split(/\n{2,}/)
            .at(-1)!,
        ),
        language,
        code: lines.join('\n').trimEnd(),
      },
    ]
  })
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function missing(what: string): never {
  throw new Error(`README.md has no ${what}, and the first page of the site shows it (apps/docs/src/first-page/readme.ts)`)
}

/** A build moves this module, so the folder is found from where it runs. */
function repository(): string {
  let folder = process.cwd()
  while (!fs.existsSync(path.join(folder, 'spec/openapi.yaml'))) {
    if (folder === path.dirname(folder)) throw new Error('the site is built within the repository of klingkit, whose README it shows')
    folder = path.dirname(folder)
  }
  return folder
}
