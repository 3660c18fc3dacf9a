import { expect, test } from 'vitest'
import { builtPages, readBuilt } from './support/built.ts'

const guides = builtPages().filter((page) => page.startsWith('/guides/'))

test('what comments tell the checks of blocks is not on the site', () => {
  const told = /<!--\s*(?:given|file|with|stays|until|any output|not run|not checked)\b/
  expect(builtPages().filter((page) => told.test(readBuilt(`${page}index.html`)))).toEqual([])
})

test('every guide says what can go wrong and where to go from there', () => {
  const headings = ['id="what-can-go-wrong"', 'id="onward"']
  expect(guides.length).toBeGreaterThan(7)
  expect(guides.filter((page) => !headings.every((heading) => readBuilt(`${page}index.html`).includes(heading)))).toEqual([])
})
