import fs from 'node:fs'
import path from 'node:path'
import type { Element } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { builtBase, builtFolder, builtPages, readBuilt } from './support/built.ts'

const parser = unified().use(rehypeParse)
const pages = new Map([...builtPages().map((page) => `${page}index.html`), '/404.html'].map((file) => [file, elementsOf(file)]))

/** What holds on every single page; each line names a page and what is wrong there. */
function wrong(look: (elements: Element[], file: string) => string[]): string[] {
  return [...pages].flatMap(([file, elements]) => look(elements, file).map((what) => `${file}: ${what}`))
}

test('pictures tell what they show, or that they are ornament', () => {
  expect(
    wrong((elements) =>
      elements
        .filter(({ tagName, properties }) => tagName === 'img' && properties['alt'] === undefined)
        .map(({ properties }) => `${properties['src']} without alt`),
    ),
  ).toEqual([])
})

test('nothing is loaded from elsewhere', () => {
  const loads = ({ tagName, properties: { src, srcSet, href, poster, rel } }: Element): unknown[] => {
    // Links of the head are loaded, but for those that only tell of an address.
    const told = [rel].flat().some((word) => word === 'canonical' || word === 'alternate' || word === 'sitemap')
    return [src, poster, ...[srcSet].flat(), ...(tagName === 'link' && !told ? [href] : [])]
  }
  expect(
    wrong((elements) =>
      elements
        .flatMap(loads)
        .filter((address) => /^(https?:)?\/\//i.test(String(address)))
        .map(String),
    ),
  ).toEqual([])
})

test('there is one heading of the first level, a language and a description', () => {
  expect(
    wrong((elements) => {
      const headings = elements.filter(({ tagName }) => tagName === 'h1').length
      const language = elements.find(({ tagName }) => tagName === 'html')?.properties['lang']
      const described = elements.some(({ tagName, properties }) => tagName === 'meta' && properties['name'] === 'description' && properties['content'])
      return [...(headings === 1 ? [] : [`${headings} h1`]), ...(language === 'en' ? [] : ['no language']), ...(described ? [] : ['no description'])]
    }),
  ).toEqual([])
})

test('each page names its Markdown twin, which holds neither HTML comments nor anchors of headings', () => {
  expect(
    wrong((elements, file) => {
      const twin = elements.find(({ tagName, properties }) => tagName === 'link' && properties['type'] === 'text/markdown')?.properties['href']
      if (file === '/404.html') return twin ? ['has a twin'] : []
      const wanted = file.replace(/html$/, 'md')
      if (twin !== builtBase().slice(0, -1) + wanted) return [`names ${twin} as its twin`]
      if (!fs.existsSync(path.join(builtFolder, wanted))) return ['its twin is not there']
      const text = readBuilt(wanted)
      const strange = ['<!--', 'Section titled', '<script', '<div', '<span'].filter((mark) => outsideCode(text).includes(mark))
      return [...(text.startsWith('# ') ? [] : ['its twin has no title']), ...strange.map((mark) => `its twin holds ${mark}`)]
    }),
  ).toEqual([])
})

function elementsOf(file: string): Element[] {
  const elements: Element[] = []
  visit(parser.parse(readBuilt(file)), 'element', (element) => {
    elements.push(element)
  })
  return elements
}

function outsideCode(markdown: string): string {
  return markdown.replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '').replaceAll(/`[^`]*`/g, '')
}
