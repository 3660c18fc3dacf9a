import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

export interface Range {
  from: number
  to: number
}

/** Where the values of a JSON text stand, by their paths: `contents[0].text`; that of the whole is empty. */
export function placesIn(state: EditorState): Map<string, Range> {
  const places = new Map<string, Range>()
  const text = (from: number, to: number) => state.sliceDoc(from, to)
  const visit = (node: { name: string; from: number; to: number; firstChild: any; nextSibling: any }, path: string) => {
    places.set(path, { from: node.from, to: node.to })
    let index = 0
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (node.name === 'Object' && child.name === 'Property') {
        const name = child.firstChild
        const value = child.lastChild
        if (!name || !value || value === name || name.name !== 'PropertyName') continue
        const key = nameIn(text(name.from, name.to))
        const below = path === '' ? key : `${path}.${key}`
        visit(value, below)
        places.set(below, { from: name.from, to: value.to })
      } else if (node.name === 'Array' && /^(Object|Array|String|Number|True|False|Null)$/.test(child.name)) visit(child, `${path}[${index++}]`)
    }
  }
  const top = syntaxTree(state).topNode.firstChild
  if (top) visit(top, '')
  return places
}

function nameIn(quoted: string): string {
  try {
    return JSON.parse(quoted)
  } catch {
    return quoted
  }
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
