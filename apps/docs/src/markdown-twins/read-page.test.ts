import { expect, test } from 'vitest'
import { readPage } from './read-page.ts'
import { toMarkdown } from './to-markdown.ts'

function twinOf(content: string): string {
  return toMarkdown(readPage('/page/', `<html><body><nav>all pages</nav><main><h1>Page</h1>${content}<footer>next page</footer></main></body></html>`).markdown)
}

test('tables stay tables; lines of one cell are kept apart', () => {
  const table = '<table><tr><th>Name</th><th>Units</th></tr><tr><td><div>a</div><div>b</div></td><td>1 | 2</td></tr></table>'
  expect(twinOf(table)).toBe('# Page\n\n| Name | Units |\n| - | - |\n| a, b | 1 \\| 2 |\n')
})

test('coloured code is code again, with its language and the name of its file', () => {
  const line = (code: string) => `<div class="ec-line"><div class="code"><span style="--0:#fff">${code}</span></div></div>`
  const frame = `<figure class="frame"><figcaption><span class="title">app.ts</span><span class="sr-only">Terminal window</span></figcaption><pre data-language="ts"><code>${line('if (a) {')}${line('\n')}${line('  b()')}</code></pre><button>Copy</button></figure>`
  expect(twinOf(frame)).toBe('# Page\n\n**app.ts**\n\n```ts\nif (a) {\n\n  b()\n```\n')
})

test('what is behind tabs and arrows stands open under its label', () => {
  const tabs = '<ul role="tablist"><li><a role="tab" id="tab-1" href="#p1">npm</a></li><li><a role="tab" id="tab-2" href="#p2">pnpm</a></li></ul>'
  const panels =
    '<div id="p1" role="tabpanel" aria-labelledby="tab-1"><p>one</p></div><div id="p2" role="tabpanel" aria-labelledby="tab-2" hidden><p>two</p></div>'
  expect(twinOf(tabs + panels)).toBe('# Page\n\n**npm**\n\none\n\n**pnpm**\n\ntwo\n')
  expect(twinOf('<details><summary>More</summary><p>text</p></details>')).toBe('# Page\n\n**More**\n\ntext\n')
  expect(twinOf('<aside aria-label="Note"><p class="title" aria-hidden="true">Note</p><p>text</p></aside>')).toBe('# Page\n\n> **Note**\n>\n> text\n')
})

test('definitions are lines, marks behind headings words of their own', () => {
  expect(twinOf('<dl><div><dt>Kind</dt><dd>task</dd></div><div><dt>Price</dt><dd>1</dd><dd>2</dd></div></dl>')).toBe(
    '# Page\n\n- **Kind**: task\n- **Price**: 1; 2\n',
  )
  expect(twinOf('<h2>Body<span>required</span></h2>')).toBe('# Page\n\n## Body required\n')
})

test('navigation, anchors of headings, comments and what one operates are left out', () => {
  const heading = '<div><h2 id="a">A</h2><a class="sl-anchor-link" href="#a"><svg></svg><span class="sr-only">Section titled “A”</span></a></div>'
  const rest = '<!-- a comment --><form><label>Name <input></label></form><p hidden>filled by a script</p><p data-markdown="leave-out">ornament</p><pre></pre>'
  expect(twinOf(heading + rest)).toBe('# Page\n\n## A\n')
})

test('a page without content is an error that names it', () => {
  expect(() => readPage('/page/', '<html><body><p>text</p></body></html>')).toThrow('/page/ has no <main>')
})
