import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import { element, isElement, label, text } from './elements.ts'

/** What a page hides behind tabs and arrows stands open in its twin, each part under its label; notes become quotations under theirs. */
export function unfold(tree: Root): void {
  const names = namesById(tree)
  visit(tree, 'element', (node) => {
    const { role, ariaLabel, ariaLabelledBy } = node.properties
    if (role === 'tabpanel') {
      const name = ariaLabel ? String(ariaLabel) : names.get(String([ariaLabelledBy].flat()[0]))
      if (name) node.children.unshift(label([text(name)]))
    }
    if (node.tagName === 'details') {
      node.tagName = 'div'
      node.children = node.children.flatMap((child) => (isElement(child, 'summary') ? [openSummary(child)] : [child]))
    }
    if (node.tagName === 'dl') unfoldDefinitions(node)
    if (node.tagName === 'aside' && ariaLabel) {
      node.tagName = 'blockquote'
      node.children.unshift(label([text(String(ariaLabel))]))
    }
  })
}

/** `name: what it is`, one line each, where the text of a definition is one. */
function unfoldDefinitions(list: Element): void {
  const parts = list.children.flatMap((child) => (isElement(child, 'div') ? child.children : [child]))
  list.tagName = 'ul'
  list.children = []
  for (const part of parts) {
    if (isElement(part, 'dt')) list.children.push(element('li', {}, [element('strong', {}, part.children)]))
    const item = list.children.at(-1)
    if (!isElement(part, 'dd') || !item || item.type !== 'element') continue
    item.children.push(text(item.children.length > 1 ? '; ' : ': '), ...part.children)
  }
}

function namesById(tree: Root): Map<string, string> {
  const names = new Map<string, string>()
  visit(tree, 'element', (node) => {
    if (node.properties['role'] === 'tab') names.set(String(node.properties['id']), textOf(node).trim())
  })
  return names
}

/** A summary that holds a heading or another block stands as it is. */
function openSummary(summary: Element): ElementContent {
  const holdsBlock = summary.children.some((child) => isElement(child, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div'))
  return holdsBlock ? { ...summary, tagName: 'div' } : label(summary.children)
}
