import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { opaqueTypes } from '../src/opaque-types.ts'
import { thirdPartyText } from '../src/third-party-text.ts'
import { vendorPackage } from '../src/vendor-package.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-vendor-'))
afterAll(() => fs.rmSync(home, { recursive: true }))

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(home, file)), { recursive: true })
  fs.writeFileSync(path.join(home, file), text)
}

const fox = { name: 'fox', version: '1.0.0', license: 'MIT', text: 'Copyright a fox' }

test('what a package re-exports of a library becomes one file, with the licence of all that came in', async () => {
  write('node_modules/fox/package.json', '{ "name": "fox", "version": "1.0.0", "license": "MIT", "main": "index.js" }')
  write('node_modules/fox/LICENSE', 'Copyright a fox')
  write('node_modules/fox/index.js', "exports.say = () => require('den').where")
  write('node_modules/den/package.json', '{ "name": "den", "version": "2.0.0", "license": "ISC", "main": "index.js" }')
  // An old script that says `this` for its exports.
  write('node_modules/den/index.js', "!function (den) {\n  den.where = 'in the snow'\n}(this)\n")
  write('src/vendor/fox.ts', "export { say, type Sound } from 'fox'\n")
  write('dist/vendor/fox.js', "export { say } from 'fox'\n")

  expect(await vendorPackage(home)).toMatchObject({ libraries: 2 })
  fs.rmSync(path.join(home, 'node_modules'), { recursive: true })
  const { say } = await import(/* @vite-ignore */ path.join(home, 'dist/vendor/fox.js'))
  expect(say()).toBe('in the snow')
  expect(fs.readFileSync(path.join(home, 'dist/THIRD-PARTY.txt'), 'utf8')).toMatch(/den@2\.0\.0 {2}ISC\nfox@1\.0\.0 {2}MIT[\s\S]*Copyright a fox/)
})

test('types of the library stay away', () => {
  expect(opaqueTypes("export { say, type Sound } from 'fox'\n")).toBe('export declare const say: any\nexport type Sound = any\n')
})

test('a licence that nobody has looked at is refused', () => {
  expect(thirdPartyText([fox])).toContain('fox@1.0.0  MIT')
  expect(() => thirdPartyText([{ ...fox, license: 'GPL-3.0' }])).toThrow('nobody has looked at the licences of fox@1.0.0 (GPL-3.0)')
})
