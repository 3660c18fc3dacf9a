import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { twinPath } from './paths.ts'

export interface Places {
  /** Where the site stands, where that is known: `https://example.com`. */
  site?: string | undefined
  /** The pages by path, each with the fragments of its twin. */
  anchors: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Makes the links of a twin lead from anywhere, since a twin is read far away from its page: to twins of pages, and to files as they are. A link to a place within the page that the twin has no heading for
 * is no link any more, just its words.
 */
export function setTwinLinks(markdown: Root, path: string, places: Places): void {
  const itself = twinLink(path, path, places)
  visit(markdown, (node, index, parent) => {
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return
    node.url = twinLink(node.url, path, places)
    if (node.type !== 'link' || node.url !== itself || !parent || index === undefined) return
    parent.children.splice(index, 1, ...node.children)
    return index
  })
}

/** A fragment is kept where the twin has a heading of that name; others, as those of single table rows, exist on the page alone. */
export function twinLink(url: string, from: string, { site, anchors }: Places): string {
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(url)) return url
  const { pathname, search, hash } = new URL(url, `http://site.invalid${from}`)
  const known = anchors.get(pathname)
  const place = known ? `${twinPath(pathname)}${known.has(decodeURIComponent(hash.slice(1))) ? hash : ''}` : `${pathname}${search}${hash}`
  return absolute(place, site)
}

/** With its host, where that is known; from the root of the host otherwise. */
export function absolute(place: string, site: string | undefined): string {
  return site ? new URL(place, site).href : place
}
