import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import { element, hasClass, isElement, text } from './elements.ts'

/** What only the look of a page keeps apart is kept apart by signs: lines within a cell, marks behind a heading, method and path of an operation. */
export function keepApart(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (isElement(node, 'td', 'th')) {
      node.children = joined(node.children, ', ', isLine)
      // Blank space beside a block would be lost.
      for (const child of node.children) if (isElement(child, 'div', 'p')) child.tagName = 'span'
    }
    if (/^h[1-6]$/.test(node.tagName)) node.children = joined(node.children, ' ', isMark)
    if (hasClass(node, 'sl-openapi-operation-method')) {
      node.children = [element('p', {}, [element('code', {}, [text(node.children.map((child) => textOf(child).trim()).join(' '))])])]
      return SKIP
    }
    if (node.tagName === 'label') openLabel(node)
    return undefined
  })
}

function isLine(node: ElementContent): boolean {
  return isElement(node, 'div', 'p', 'li')
}

function isMark(node: ElementContent): boolean {
  return isElement(node, 'span', 'small', 'sup', 'div')
}

function joined(children: ElementContent[], sign: string, apart: (node: ElementContent) => boolean): ElementContent[] {
  return children.flatMap((child, index) => {
    const before = children[index - 1]
    const touches = before && apart(child) && !/\s$/.test(textOf(before)) && !/^\s/.test(textOf(child))
    return touches ? [text(sign), child] : [child]
  })
}

/** A field that one can only copy from is text. */
function openLabel(node: Element): void {
  const field = node.children.find((child) => isElement(child, 'input'))
  if (field?.type !== 'element' || !field.properties['readOnly']) return
  node.tagName = 'span'
  node.children = [...node.children.filter((child) => child !== field), text(': '), element('code', {}, [text(String(field.properties['value'] ?? ''))])]
}
