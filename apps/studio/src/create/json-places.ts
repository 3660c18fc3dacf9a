import { type Node, parseTree } from 'jsonc-parser'

export interface Range {
  from: number
  to: number
}

/** Where the values of a JSON text stand, by their paths: `contents[0].text`; that of the whole is empty. Of a broken text, as far as it can be read. */
export function placesIn(text: string): Map<string, Range> {
  const places = new Map<string, Range>()
  const note = (path: string, { offset, length }: Node) => places.set(path, { from: offset, to: offset + length })
  const visit = (node: Node, path: string) => {
    note(path, node)
    for (const [index, child] of (node.children ?? []).entries()) {
      if (node.type === 'array') {
        visit(child, `${path}[${index}]`)
        continue
      }
      const [name, value] = child.children ?? []
      if (!name) continue
      const below = path === '' ? String(name.value) : `${path}.${name.value}`
      if (value) visit(value, below)
      note(below, child)
    }
  }
  const root = parseTree(text)
  if (root) visit(root, '')
  return places
}

/** The place of a path, or of what should hold it. */
export function nearest(places: Map<string, Range>, path: string): Range {
  for (let at = path; at !== ''; at = at.replace(/(\.[^.[]*|\[\d+\]|^[^.[]+)$/, '')) {
    const found = places.get(at)
    if (found) return found
    if (!/[.[]/.test(at)) break
  }
  const { from } = places.get('') ?? { from: 0 }
  return { from, to: from + 1 }
}
