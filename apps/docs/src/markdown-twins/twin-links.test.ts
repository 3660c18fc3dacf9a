import { expect, test } from 'vitest'
import { readPage } from './read-page.ts'
import { toMarkdown } from './to-markdown.ts'
import { setTwinLinks, twinLink } from './twin-links.ts'

const anchors = new Map([
  ['/base/', new Set<string>()],
  ['/base/guides/one/', new Set(['first-part'])],
])

test('a link to a page leads to its twin, and to the place in it where the twin has it', () => {
  const link = (url: string) => twinLink(url, '/base/', { anchors })
  expect(link('guides/one/')).toBe('/base/guides/one/index.md')
  expect(link('guides/one/#first-part')).toBe('/base/guides/one/index.md#first-part')
  expect(link('/base/guides/one/#row-7')).toBe('/base/guides/one/index.md')
})

test('files and other sites stay as they are', () => {
  expect(twinLink('../picture.png', '/base/guides/one/', { anchors })).toBe('/base/guides/picture.png')
  expect(twinLink('https://example.com/a#b', '/base/', { anchors })).toBe('https://example.com/a#b')
  expect(twinLink('mailto:a@example.com', '/base/', { anchors })).toBe('mailto:a@example.com')
})

test('where the site is known, links name it', () => {
  expect(twinLink('guides/one/', '/base/', { anchors, site: 'https://docs.example' })).toBe('https://docs.example/base/guides/one/index.md')
})

test('a link within the page that leads to no heading is just its words', () => {
  const { markdown } = readPage('/base/', '<main><h1>T</h1><p>see <a href="#row-7">row <code>7</code></a></p></main>')
  setTwinLinks(markdown, '/base/', { anchors })
  expect(toMarkdown(markdown)).toBe('# T\n\nsee row `7`\n')
})
