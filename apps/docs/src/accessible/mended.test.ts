import { expect, test } from 'vitest'
import { mended } from './mended.ts'

test('an empty header is a cell, one with words stays', () => {
  expect(mended('<tr><th></th><th scope="col">Name</th></tr><tr><th scope="row"></th></tr>')).toBe(
    '<tr><td></td><th scope="col">Name</th></tr><tr><td></td></tr>',
  )
})

test('the search button is called what it shows', () => {
  const button = '<button data-open-modal disabled aria-label="Search" class="a"><span>Search</span><kbd><kbd>Ctrl</kbd><kbd>K</kbd></kbd></button>'
  expect(mended(button)).toBe(
    '<button data-open-modal disabled aria-label="Search Ctrl K" class="a"><span>Search</span> <kbd><kbd>Ctrl</kbd> <kbd>K</kbd></kbd></button>',
  )
})

test('"Examples" are no heading', () => {
  expect(mended('<h5 class="sl-openapi-examples-heading a">Examples</h5><h5>Other</h5>')).toBe(
    '<p class="sl-openapi-examples-heading a">Examples</p><h5>Other</h5>',
  )
})
