import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSide } from '../src/diff/read-side.js'

/* Versions are fetched by npm, here from a registry of one package on this machine. */

const folder = mkdtempSync(path.join(tmpdir(), 'kling-registry-'))
const before = { ...process.env }
let registry: Server

beforeAll(async () => {
  mkdirSync(path.join(folder, 'package/dist'), { recursive: true })
  writeFileSync(path.join(folder, 'package/package.json'), JSON.stringify({ name: '@klingkit/openapi', version: '1.2.3' }))
  writeFileSync(path.join(folder, 'package/dist/openapi.json'), JSON.stringify({ openapi: '3.1.0', info: { title: 'published', version: '1.2.3' }, paths: {} }))
  execFileSync('tar', ['-czf', 'openapi.tgz', 'package'], { cwd: folder })
  const tarball = readFileSync(path.join(folder, 'openapi.tgz'))
  registry = createServer((incoming, outgoing) => {
    if (incoming.url!.endsWith('.tgz')) return outgoing.end(tarball)
    const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/openapi.tgz`
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
    const version = { name: '@klingkit/openapi', version: '1.2.3', dist: { tarball: url, integrity } }
    return outgoing
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ name: '@klingkit/openapi', 'dist-tags': { latest: '1.2.3' }, versions: { '1.2.3': version } }))
  })
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  // What a package manager that runs these tests has set would win.
  for (const name of Object.keys(process.env).filter((key) => /^npm_config_/i.test(key))) delete process.env[name]
  process.env.npm_config_registry = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`
  process.env.npm_config_cache = path.join(folder, 'cache')
  process.env.npm_config_userconfig = path.join(folder, 'none')
  process.env.npm_config_fetch_retries = '0'
})
afterAll(() => {
  process.env = before
  registry.close()
  registry.closeAllConnections()
  rmSync(folder, { recursive: true, force: true })
})

test.each(['1.2.3', '@klingkit/openapi@1.2.3', 'latest'])('%s', async (given) => {
  expect((await readSide(given, 'official')).info.title).toBe('published')
})

test('a version that was never published is refused with the way out', async () => {
  await expect(readSide('9.9.9', 'official')).rejects.toThrow(/npm has no @klingkit\/openapi@9\.9\.9.*give the path of a document instead/)
})

test('what is neither file nor version never reaches npm', async () => {
  await expect(readSide('1.2.3; echo', 'official')).rejects.toThrow(/neither a file nor a version/)
})

test('a file that is no document is refused', async () => {
  await expect(readSide(path.join(folder, 'package/package.json'), 'official')).rejects.toThrow(/no OpenAPI document/)
})
