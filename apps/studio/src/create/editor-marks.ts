import type { PrismEditor } from 'prism-code-editor'
import { nearest, placesIn } from './json-places.ts'
import type { Verdict } from './verdict.ts'

const kinds = ['refused', 'unknown'] as const

/** Marks what the rules say: the line, and where the browser can (all but Firefox before 140) the very place. */
export function mark({ value, lines }: PrismEditor, verdict: Verdict | undefined): void {
  const rows = [...lines].slice(1)
  const texts = value.split('\n')
  const starts = texts.map((_, index) => texts.slice(0, index).join('\n').length + Math.min(index, 1))
  const places = placesIn(value)
  const found = {
    refused: verdict?.broken ? [{ from: 0, to: Math.min(1, value.length) }] : (verdict?.issues ?? []).map(({ path }) => nearest(places, path)),
    unknown: (verdict?.warnings ?? []).map(({ path }) => nearest(places, path)),
  }
  for (const kind of kinds) {
    const placed = found[kind].map(({ from, to }) => {
      const line = starts.findLastIndex((start) => start <= from)
      return { line, from: from - starts[line]!, to: Math.min(to - starts[line]!, texts[line]!.length) }
    })
    const marked = new Set(placed.map(({ line }) => line))
    for (const [index, row] of rows.entries()) row.classList.toggle(kind, marked.has(index))
    if (!('highlights' in CSS)) continue
    const ranges = placed.flatMap(({ line, from, to }) => rangeIn(rows[line], from, to) ?? [])
    CSS.highlights.set(`editor-${kind}`, new Highlight(...ranges))
  }
}

/** Columns of a line as a range over its coloured pieces. */
function rangeIn(row: Element | undefined, from: number, to: number): Range | undefined {
  if (!row) return undefined
  const range = document.createRange()
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  let at = 0
  let begun = false
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node.textContent!
    if (!begun && from < at + length) {
      range.setStart(node, from - at)
      begun = true
    }
    if (begun && to <= at + length) {
      range.setEnd(node, to - at)
      return range
    }
    at += length
  }
  return undefined
}
