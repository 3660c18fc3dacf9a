import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import { hasClass } from './elements.ts'

/** Navigation, drawings and what one operates: of no use to a reader of text. */
const useless = new Set('script style link template svg iframe dialog nav footer form fieldset label button select input textarea output'.split(' '))

/** Leaves out what is no content: comments, useless elements, what is hidden from screen readers too, and what a component marks with `data-markdown="leave-out"`. */
export function leaveOut(tree: Root): void {
  visit(tree, (node, index, parent) => {
    if (index === undefined || !parent) return
    if (node.type !== 'comment' && !(node.type === 'element' && isLeftOut(node))) return
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
}

function isLeftOut(node: Element): boolean {
  const { ariaHidden, hidden, role, dataMarkdown } = node.properties
  if (useless.has(node.tagName) || ariaHidden === 'true' || dataMarkdown === 'leave-out') return true
  // Unfolded tabs need no list of them.
  if (role === 'tablist' || hasClass(node, 'sl-anchor-link')) return true
  if (node.tagName === 'pre') return !textOf(node).trim()
  // Hidden is what a script will fill, but also the code of languages not chosen, and tabs.
  return Boolean(hidden) && role !== 'tabpanel' && !holdsCode(node)
}

function holdsCode(node: Element): boolean {
  let found = false
  visit(node, 'element', (inner) => {
    if (inner.tagName === 'pre' && textOf(inner).trim()) found = true
  })
  return found
}
