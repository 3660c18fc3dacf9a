import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { isCode } from './block.ts'
import { blocksOfPage, pages, root } from './pages.ts'
import { nameOfPage, programOf } from './program-of.ts'

/** Type-checks every code block of every page as a strict project of a user would, and names the line of the page. */
const home = path.resolve(import.meta.dirname, '..')
const folder = path.join(home, '.blocks')
fs.rmSync(folder, { recursive: true, force: true })
fs.mkdirSync(folder)

const blocks = pages().flatMap(blocksOfPage).filter(isCode)
const left = blocks.filter(({ notChecked }) => notChecked !== undefined)
const places = new Map<string, { page: string; offset: number }>()
for (const block of blocks.filter((each) => !left.includes(each))) {
  const { name, code, hidden } = programOf(block)
  // Files of a page import each other by their names.
  const file = path.join(nameOfPage(block.page), block.file ?? name)
  if (places.has(file)) throw new Error(`${block.page}:${block.line}: ${block.file} was written before on this page`)
  fs.mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
  fs.writeFileSync(path.join(folder, file), code)
  places.set(file, { page: block.page, offset: block.line - 1 - hidden })
}
const compilerOptions = {
  target: 'es2023',
  lib: ['es2024', 'dom', 'dom.iterable'],
  module: 'nodenext',
  jsx: 'react-jsx',
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  allowJs: true,
  checkJs: false,
  skipLibCheck: true,
  types: ['node'],
}
fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*'] }))
const compiler = path.join(root, 'node_modules/.bin/tsc')
const { stdout } = spawnSync(compiler, ['-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' })
const errors = stdout.split('\n').filter((line) => /error TS/.test(line))
for (const error of errors)
  console.log(
    error.replace(/^(\S+?)\((\d+),/, (_, name, line) => {
      const place = places.get(path.normalize(name))
      return place ? `${place.page}(${Number(line) + place.offset},` : `${name}(${line},`
    }),
  )
for (const { page, line, notChecked } of left) console.log(`not checked: ${page}:${line}: ${notChecked}`)
console.log(`code blocks of the pages: ${places.size} type-checked, ${errors.length} errors, ${left.length} not checked`)
fs.rmSync(folder, { recursive: true, force: true })
process.exit(errors.length === 0 && places.size > 0 ? 0 : 1)
