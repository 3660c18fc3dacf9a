import type { Root as Html } from 'hast'
import { select } from 'hast-util-select'
import { toString as textOf } from 'hast-util-to-string'
import type { Root as Markdown } from 'mdast'
import rehypeParse from 'rehype-parse'
import rehypeRemark from 'rehype-remark'
import { unified } from 'unified'
import { keepApart } from './keep-apart.ts'
import { leaveOut } from './leave-out.ts'
import { plainCode } from './plain-code.ts'
import { unfold } from './unfold.ts'

/** What its twin and the list of pages need of a built page. */
export interface ReadPage {
  /** From the root of the host, base included: `/guides/first-call/`. */
  path: string
  title: string
  description: string
  /** Its content. */
  markdown: Markdown
}

const parser = unified().use(rehypeParse)
const converter = unified().use(rehypeRemark)

/** Reads the main content of a built page. Throws where a page has none. */
export function readPage(path: string, source: string): ReadPage {
  // What stands between head and content is the same on all pages, and much.
  const html = parser.parse(source.replace(/<body[\s\S]*?(?=<main\b)/, '<body>'))
  const main = select('main', html)
  const heading = main && select('h1', main)
  if (!main || !heading) throw new Error(`${path} has no <main> with an <h1>, so nothing tells what its content is`)
  const title = textOf(heading).trim()
  const description = String(select('meta[name="description"]', html)?.properties['content'] ?? '')
  const content: Html = { type: 'root', children: main.children }
  // Coloured code is most of a page, so it goes first; tabs are named by what is left out last.
  plainCode(content)
  unfold(content)
  keepApart(content)
  leaveOut(content)
  return { path, title, description, markdown: converter.runSync(content) as Markdown }
}
