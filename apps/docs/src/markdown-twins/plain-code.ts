import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import { element, hasClass, isElement, label, text } from './elements.ts'

/** Coloured code becomes code again: one text per block, with its language, and the name of its file above it. */
export function plainCode(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (node.tagName === 'figure') plainFrame(node)
    if (node.tagName !== 'pre') return
    node.children = [plainBlock(node)]
    return SKIP
  })
}

/** The frame that Starlight draws round code: its caption, which may hold the name of a file, and the code. */
function plainFrame(frame: Element): void {
  const code = frame.children.find((child) => isElement(child, 'pre'))
  if (!code) return
  const caption = frame.children.find((child) => isElement(child, 'figcaption'))
  const title = caption?.children.find((child) => child.type === 'element' && hasClass(child, 'title'))
  const name = title && textOf(title).trim()
  frame.tagName = 'div'
  frame.children = [...(name ? [label([text(name)])] : []), code]
}

function plainBlock(block: Element): Element {
  const lines: string[] = []
  visit(block, 'element', (node) => {
    if (!hasClass(node, 'ec-line')) return
    const code = node.children.find((child) => child.type === 'element' && hasClass(child, 'code'))
    lines.push(textOf(code ?? node).replace(/\n$/, ''))
    return SKIP
  })
  const language = block.properties['dataLanguage']
  return element('code', language ? { className: [`language-${language}`] } : {}, [text(lines.length > 0 ? lines.join('\n') : textOf(block))])
}
