import type { Element, ElementContent, Properties } from 'hast'

export function element(tagName: string, properties: Properties, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

/** A line of its own that names what follows. */
export function label(children: ElementContent[]): Element {
  return element('p', {}, [element('strong', {}, children)])
}

export function text(value: string): ElementContent {
  return { type: 'text', value }
}

export function isElement(node: ElementContent, ...tagNames: string[]): node is Element {
  return node.type === 'element' && tagNames.includes(node.tagName)
}

export function hasClass({ properties }: Element, name: string): boolean {
  return [properties['className']].flat().includes(name)
}
