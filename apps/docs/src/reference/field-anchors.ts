import type { Element, ElementContent, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { toString as textOf } from 'hast-util-to-string'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'

const parser = unified().use(rehypeParse)

/** Parts of a page whose words stand in the records of the fields already, or are of no use in a search. */
const foundElsewhere = ['sl-openapi-section-panel', 'sl-openapi-operation-description', 'sl-openapi-request-body-required']

/** Long lists stay closed until they are asked for. */
const ourFolds = ['field-values', 'rules']

/** Gives every field of a built reference page its id and a link to itself, and opens what the renderer keeps closed. */
export function withFieldAnchors(html: string): string {
  const page = parser.parse(html)
  const found: Found = { descriptions: [] }
  prepare(page, found)
  // The renderer gives all its pages the description of the site; theirs is the first thing they say.
  if (found.text) for (const meta of found.descriptions) meta.properties['content'] = textOf(found.text).trim()
  return toHtml(page, { allowDangerousCharacters: true, characterReferences: { useNamedReferences: true } })
}

interface Found {
  /** The first paragraph. */
  text?: Element
  /** What tells others of it. */
  descriptions: Element[]
}

interface Around {
  /** The block of the field that this is part of. */
  row?: Element
  /** Within what the renderer shows of a schema. */
  inSchema: boolean
  /** Within what was Markdown. */
  inText: boolean
}

/** In one walk, because there are pages with tens of thousands of elements. */
function prepare(node: Root | Element, found: Found, around: Around = { inSchema: false, inText: false }): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    const classes = [child.properties['className'] ?? []].flat()
    if (around.inSchema && child.tagName === 'details' && !classes.some((name) => ourFolds.includes(String(name)))) child.properties['open'] = true
    if (foundElsewhere.some((name) => classes.includes(name))) child.properties['dataPagefindIgnore'] = 'all'
    const anchor = child.properties['dataField']
    if (around.row && anchor !== undefined) mark(around.row, String(anchor))
    if (isDescription(child)) found.descriptions.push(child)
    if (around.inText && child.tagName === 'p' && classes.length === 0) found.text ??= child
    const inText = around.inText || classes.includes('sl-openapi-markdown')
    const inSchema = around.inSchema || classes.includes('sl-openapi-section-panel')
    prepare(child, found, classes.includes('sl-openapi-key') ? { row: child, inSchema, inText: false } : { ...around, inSchema, inText })
  }
}

function isDescription({ tagName, properties }: Element): boolean {
  return tagName === 'meta' && (properties['name'] === 'description' || properties['property'] === 'og:description')
}

function mark(row: Element, anchor: string): void {
  row.properties['id'] = anchor
  const name = row.children.find(
    (child): child is Element => child.type === 'element' && [child.properties['className']].flat().includes('sl-openapi-key-name'),
  )
  name?.children.push(selfLink(anchor))
}

function selfLink(anchor: string): ElementContent {
  const properties = { className: ['field-link'], href: `#${anchor}`, ariaLabel: `Link to ${anchor}`, dataMarkdown: 'leave-out' }
  return { type: 'element', tagName: 'a', properties, children: [{ type: 'text', value: '#' }] }
}
