import fs from 'node:fs'
import path from 'node:path'
import { anchorsOf } from './anchors.ts'
import { llmsFullTxt, llmsTxt } from './llms-txt.ts'
import { pagePath, twinPath } from './paths.ts'
import { readPage } from './read-page.ts'
import { type SidebarGroup, sidebarGroups } from './sidebar-groups.ts'
import { toMarkdown } from './to-markdown.ts'
import { absolute, setTwinLinks } from './twin-links.ts'

export interface BuiltSite {
  folder: string
  /** `/` or `/klingkit/`. */
  base: string
  /** Where it will stand, where that is known: `https://example.com`. */
  site?: string | undefined
  title: string
  summary: string
  /** Labels of the groups of the sidebar whose pages `llms-full.txt` holds whole. */
  inFull: string[]
}

/** Writes the Markdown twin of every page of a built site, and `llms.txt` and `llms-full.txt` over them; returns how many twins there are. */
export function writeTwins({ folder, base, site, title, summary, inFull }: BuiltSite): number {
  const sources = pageSources(folder)
  const pages = new Map([...sources].map(([own, source]) => [base + own, readPage(base + own, source)]))
  const places = { site, anchors: new Map([...pages.values()].map((page) => [page.path, anchorsOf(page.markdown)])) }
  const texts = new Map<string, string>()
  for (const page of pages.values()) {
    setTwinLinks(page.markdown, page.path, places)
    texts.set(page.path, toMarkdown(page.markdown))
  }
  for (const [own, text] of texts) write(twinPath(own.slice(base.length)), text)

  const groups = withTheRest(groupsOf(sources), texts.keys(), base)
  const listing = { title, summary, groups, pages, address: (own: string) => absolute(twinPath(own), site) }
  const full = inFull.map((label) => groups.find((group) => group.label === label) ?? noGroup(label, groups))
  const which = inFull.join(' and ')
  const all = `Every page of the site is there as Markdown too, at its address with \`index.md\` behind it.`
  write('llms.txt', llmsTxt(listing, [`${all} [${which} in one file](${absolute(`${base}llms-full.txt`, site)}).`]))
  const textOf = (own: string) => texts.get(own)!
  write('llms-full.txt', llmsFullTxt({ ...listing, groups: full }, textOf, [`${which} in full. [All pages](${absolute(`${base}llms.txt`, site)}).`]))
  return texts.size

  function write(file: string, text: string): void {
    fs.writeFileSync(path.join(folder, file), text)
  }
}

/** The HTML of each page by its path below the base: `guides/first-call/`. */
function pageSources(folder: string): Map<string, string> {
  const files = fs.globSync('**/index.html', { cwd: folder }).toSorted()
  return new Map(files.map((file) => [pagePath(file.replaceAll(path.sep, '/')), fs.readFileSync(path.join(folder, file), 'utf8')]))
}

function groupsOf(sources: ReadonlyMap<string, string>): SidebarGroup[] {
  for (const source of sources.values()) {
    const groups = sidebarGroups(source)
    if (groups) return groups
  }
  throw new Error('no page has a sidebar, and llms.txt is made by its groups')
}

/** Pages that the sidebar does not name, but for the first one; `Optional` is what llmstxt.org calls what can be skipped. */
function withTheRest(groups: SidebarGroup[], paths: Iterable<string>, first: string): SidebarGroup[] {
  const named = new Set(groups.flatMap(({ entries }) => entries.map((entry) => entry.path)))
  const rest = [...paths].filter((path) => path !== first && !named.has(path))
  return [...groups, { label: 'Optional', entries: rest.map((path) => ({ path })) }]
}

function noGroup(label: string, groups: SidebarGroup[]): never {
  throw new Error(`llms-full.txt is to hold "${label}", and the sidebar has no such group; it has ${groups.map((group) => group.label).join(', ')}`)
}
