import type { Element } from 'hast'
import { select, selectAll } from 'hast-util-select'
import { toString as textOf } from 'hast-util-to-string'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'

export interface SidebarGroup {
  label: string
  /** Its pages in their order, those of groups within it included. */
  entries: SidebarEntry[]
}

export interface SidebarEntry {
  path: string
  /** The group within the group that it stands in: `Video (legacy)`. */
  within?: string | undefined
}

/** The groups of the sidebar as they stand on a built page; undefined where a page shows none. */
export function sidebarGroups(source: string): SidebarGroup[] | undefined {
  const list = select('nav.sidebar ul.top-level', unified().use(rehypeParse).parse(source))
  return list && itemsOf(list).map((item) => ({ label: labelOf(item), entries: entriesOf(item) }))
}

function entriesOf(item: Element, within?: string): SidebarEntry[] {
  const list = select('ul', item)
  if (list) return itemsOf(list).flatMap((inner) => entriesOf(inner, select('ul', inner) ? labelOf(inner) : within))
  return selectAll('a[href]', item).map(({ properties }) => ({ path: String(properties['href']), within }))
}

function itemsOf(list: Element): Element[] {
  return list.children.filter((child) => child.type === 'element')
}

function labelOf(item: Element): string {
  return textOf(select('summary', item) ?? item).trim()
}
