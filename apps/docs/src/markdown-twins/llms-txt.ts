import type { ReadPage } from './read-page.ts'
import type { SidebarEntry, SidebarGroup } from './sidebar-groups.ts'

export interface Listing {
  title: string
  /** Of the whole site; a page that says nothing else has nothing to say. */
  summary: string
  groups: SidebarGroup[]
  pages: ReadonlyMap<string, ReadPage>
  /** The address of a page's twin. */
  address: (path: string) => string
}

/** `llms.txt` as https://llmstxt.org describes it: title, summary, and a section of links for each group of the sidebar. */
export function llmsTxt({ title, summary, groups, pages, address }: Listing, notes: string[]): string {
  const filled = groups.filter(({ entries }) => entries.length > 0)
  const sections = filled.map(({ label, entries }) => `## ${label}\n\n${entries.map(line).join('\n')}`)
  return `${[`# ${title}`, `> ${summary}`, ...notes, ...sections].join('\n\n')}\n`

  function line({ path, within }: SidebarEntry): string {
    const page = pages.get(path)
    if (!page) throw new Error(`the sidebar leads to ${path}, and there is no such page`)
    const name = oneLine(within && !page.title.startsWith(within) ? `${within}: ${page.title}` : page.title)
    const told = page.description && page.description !== summary ? `: ${oneLine(page.description)}` : ''
    return `- [${name.replaceAll(/[[\]]/g, '\\$&')}](${address(path)})${told}`
  }
}

/** `llms-full.txt`: the text of whole groups in one file. */
export function llmsFullTxt({ title, summary, groups }: Listing, textOf: (path: string) => string, notes: string[]): string {
  const texts = groups.flatMap(({ entries }) => entries.map(({ path }) => textOf(path)))
  return `${[`# ${title}`, `> ${summary}`, ...notes, ...texts.map((text) => text.trim())].join('\n\n')}\n`
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
