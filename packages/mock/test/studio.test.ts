import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { serveStudio } from '../src/page/serve-studio.js'
import { ask } from './support/ask.js'

/** How the page comes out of the mock; what it does is tested in apps/studio. */

const folder = mkdtempSync(path.join(os.tmpdir(), 'studio-'))
let server: http.Server
let base: string
let mock: Mock

beforeAll(async () => {
  mkdirSync(path.join(folder, 'assets'))
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>studio</title>')
  writeFileSync(path.join(folder, 'secret.txt'), 'not for the page')
  for (const name of ['main-a1B2.js', 'main-a1B2.css', 'icon-a1B2.svg']) writeFileSync(path.join(folder, 'assets', name), name)
  server = http.createServer((incoming, outgoing) => {
    const where = incoming.headers['x-not-built'] ? path.join(folder, 'nowhere') : folder
    const asked = decodeURI(incoming.url!.replace('/__kling', ''))
    if (!serveStudio(incoming, outgoing, asked, where)) outgoing.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  mock = await startMock({ port: 0 })
})
afterAll(async () => {
  server.close()
  await mock.close()
  rmSync(folder, { recursive: true })
})

const get = (place: string, headers: Record<string, string> = {}, method = 'GET') => fetch(`${base}${place}`, { method, headers, redirect: 'manual' })

describe('the studio', () => {
  test('the page is asked for anew each time, its hashed files once', async () => {
    const page = await get('/__kling/')
    expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([200, 'text/html; charset=utf-8', 'no-cache'])
    const script = await get('/__kling/assets/main-a1B2.js')
    expect([script.status, script.headers.get('content-type'), await script.text()]).toEqual([200, 'text/javascript; charset=utf-8', 'main-a1B2.js'])
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await get('/__kling/assets/main-a1B2.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect((await get('/__kling/assets/icon-a1B2.svg')).headers.get('content-type')).toBe('image/svg+xml')
  })

  test('its policy knows this mock only', async () => {
    const policy = (await get('/__kling/')).headers.get('content-security-policy')!
    const sources = policy.split('; ').flatMap((part) => part.split(' ').slice(1))
    expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", 'data:']))
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  test('without the slash one is led to it, for the files lie relative to the page', async () => {
    const reply = await get('/__kling')
    expect([reply.status, reply.headers.get('location')]).toEqual([308, '/__kling/'])
  })

  test('HEAD tells the same without the page', async () => {
    const reply = await get('/__kling/', {}, 'HEAD')
    expect([reply.status, reply.headers.get('content-length'), await reply.text()]).toEqual([200, '36', ''])
  })

  test.each(['/__kling/assets/other.js', '/__kling/assets/..%2fsecret.txt', '/__kling/secret.txt', '/__kling/index.html', '/__kling/assets/'])(
    '%s is no file of the page',
    async (place) => {
      expect((await get(place)).status).toBe(404)
    },
  )

  test('where it was not built, the page says how to build it', async () => {
    const reply = await get('/__kling/', { 'x-not-built': 'yes' })
    expect(reply.status).toBe(503)
    expect(await reply.text()).toContain('pnpm start')
  })

  test('the control API beside it stays as it is', async () => {
    expect((await ask(mock, '/__kling/health')).json.status).toBe('ok')
    expect((await ask(mock, '/__kling/openapi.json')).json.openapi).toBe('3.1.0')
    expect((await ask(mock, '/__kling/nothing')).json.message).toContain('GET /__kling/openapi.json')
    expect((await ask(mock, '/__kling/', { method: 'POST' })).status).toBe(404)
  })

  test('pages of other origins cannot fetch or embed it', async () => {
    expect((await ask(mock, '/__kling/', { headers: { origin: 'http://evil.example' } })).status).toBe(403)
    expect((await ask(mock, '/__kling/', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } })).status).toBe(403)
  })

  test.skipIf(!existsSync(new URL('../dist/studio/index.html', import.meta.url)))('what was built names files that are there, and none elsewhere', async () => {
    const page = (await ask(mock, '/__kling/')).text
    expect(page).toBe(readFileSync(new URL('../dist/studio/index.html', import.meta.url), 'utf8'))
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!)
    expect(named.length).toBeGreaterThan(2)
    for (const address of named) expect((await ask(mock, new URL(address, 'http://any/__kling/').pathname)).status).toBe(200)
  })
})
