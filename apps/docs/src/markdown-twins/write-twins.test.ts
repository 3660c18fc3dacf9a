import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeTwins } from './write-twins.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-twins-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

const sidebar =
  '<nav class="sidebar"><ul class="top-level"><li><details><summary>Guides</summary><ul><li><a href="/base/one/">One</a></li></ul></details></li><li><details><summary>Reference</summary><ul><li><details><summary>Video</summary><ul><li><a href="/base/two/">Two</a></li></ul></details></li></ul></details></li></ul></nav>'
const page = (title: string, description: string, content: string) =>
  `<html><head><meta name="description" content="${description}"></head><body>${sidebar}<main><h1>${title}</h1>${content}</main></body></html>`
const pages = {
  'index.html': '<html><body><main><h1>Site</h1></main></body></html>',
  'one/index.html': page('One', 'About one.', '<p>See <a href="../two/">two</a>.</p>'),
  'two/index.html': page('Two [b]', 'Summary.', '<p>2</p>'),
  'three/index.html': page('Three', 'Named nowhere.', '<p>3</p>'),
}
for (const [file, html] of Object.entries(pages)) {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  fs.writeFileSync(path.join(folder, file), html)
}
const told = { folder, base: '/base/', site: 'https://docs.example', title: 'Site', summary: 'Summary.' }
const read = (file: string) => fs.readFileSync(path.join(folder, file), 'utf8')

test('every page gets a twin; llms.txt lists them by the groups of the sidebar, llms-full.txt holds chosen groups whole', () => {
  expect(writeTwins({ ...told, inFull: ['Guides'] })).toBe(4)
  expect(read('one/index.md')).toBe('# One\n\nSee [two](https://docs.example/base/two/index.md).\n')
  expect(read('llms.txt')).toBe(`# Site

> Summary.

Every page of the site is there as Markdown too, at its address with \`index.md\` behind it. [Guides in one file](https://docs.example/base/llms-full.txt).

## Guides

- [One](https://docs.example/base/one/index.md): About one.

## Reference

- [Video: Two \\[b\\]](https://docs.example/base/two/index.md)

## Optional

- [Three](https://docs.example/base/three/index.md): Named nowhere.
`)
  expect(read('llms-full.txt')).toContain('# One\n\nSee [two]')
  expect(read('llms-full.txt')).not.toContain('# Two')
})

test('a group that the sidebar has not is told by name', () => {
  expect(() => writeTwins({ ...told, inFull: ['Tables'] })).toThrow(
    'llms-full.txt is to hold "Tables", and the sidebar has no such group; it has Guides, Reference',
  )
})
