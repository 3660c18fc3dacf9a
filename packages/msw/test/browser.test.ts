import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Bundle, bundle } from './support/bundle.js'
import { type Site, serve } from './support/serve.js'

/** An app in a real browser whose requests to Kling are answered by the service worker. */

const executable = chromiumPath()

const official = 'https://api-singapore.klingai.com'

describe.skipIf(!executable)('in Chromium', () => {
  let browser: Browser
  let site: Site
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    const { files } = await bundle('browser/page.ts')
    files.set('index.html', '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>')
    files.set('mockServiceWorker.js', readFileSync(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), 'utf8'))
    site = await serve(files)
    browser = await launchChromium(executable!)
    page = await browser.newPage()
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(site.url)
    await page.waitForFunction(() => 'page' in globalThis)
  })

  afterAll(async () => {
    await browser?.close()
    await site?.close()
    expect(complaints).toEqual([])
  })

  beforeEach(() => inPage(`page.worker.resetHandlers(); await page.kling.control.reset()`))

  /** Runs code of the app. `call` is what an app would write. */
  function inPage<Result = any>(code: string): Promise<Result> {
    const call = `const call = async (method, url, body, headers = {}) => {
      const response = await fetch(url, { method, headers: { authorization: 'Bearer any', 'content-type': 'application/json', ...headers }, body: body && JSON.stringify(body) })
      return { status: response.status, warning: response.headers.get('kling-mock-warning'), body: await response.json() }
    }`
    return page.evaluate(`(async () => { ${call}; ${code} })()`)
  }

  test('the worker takes the requests: a task is created, moves and ends', async () => {
    const statuses = await inPage(`
      const created = await call('POST', '${official}/v1/videos/text2video', { model_name: 'kling-v3', prompt: 'A fox in the snow' })
      const seen = [created.body.data.task_status]
      for (const step of [1000, 2000]) {
        page.kling.control.clock.advance(step)
        seen.push((await call('GET', '${official}/v1/videos/text2video/' + created.body.data.task_id)).body.data.task_status)
      }
      return seen`)
    expect(statuses).toEqual(['submitted', 'processing', 'succeed'])
    expect(await page.evaluate('navigator.serviceWorker.controller.scriptURL')).toBe(`${site.url}/mockServiceWorker.js`)
  })

  test('a list, and a task of the new standard', async () => {
    const found = await inPage(`
      await call('POST', '${official}/v1/videos/text2video', { model_name: 'kling-v3', prompt: 'A fox' })
      const created = await call('POST', '${official}/text-to-video/kling-3.0-turbo', { prompt: 'A fox' })
      const list = await call('GET', '${official}/v1/videos/text2video')
      const task = await call('GET', '${official}/tasks?task_ids=' + created.body.data.id)
      return { list: list.body.data.length, status: task.body.data[0].status }`)
    expect(found).toEqual({ list: 1, status: 'submitted' })
  })

  test('a refusal and a warning', async () => {
    const answers = await inPage(`return [
      await call('POST', '${official}/image-to-video/kling-3.0', { contents: [{ type: 'first_frame', url: '' }] }),
      await call('POST', '${official}/v1/videos/text2video', { model_name: 'kling-v3', prompt: 'A fox', aspectRatio: '1:1' }),
    ]`)
    expect(answers[0]).toMatchObject({ status: 400, body: { code: 1201, message: "content item of type 'first_frame' must have a non-blank url" } })
    expect(answers[1]).toMatchObject({ status: 200, warning: expect.stringContaining('aspect_ratio') })
  })

  test('an override', async () => {
    const codes = await inPage(`
      page.worker.use(page.kling.override('createText2Video', 'error-1303', { once: true }))
      const create = async () => (await call('POST', '${official}/v1/videos/text2video', { model_name: 'kling-v3', prompt: 'A fox' })).body.code
      return [await create(), await create()]`)
    expect(codes).toEqual([1303, 0])
  })

  test('a gateway, whose rules are fetched when they are wanted', async () => {
    const before = site.requests.length
    const answers = await inPage(`
      page.useGateway('cometapi')
      const create = (prompt) => call('POST', 'https://api.cometapi.com/kling/v1/videos/text2video', { model_name: 'kling-v2-6', prompt })
      return [(await create('x'.repeat(501))).status, (await create('A fox')).status]`)
    expect(answers).toEqual([400, 200])
    expect(site.requests.slice(before).filter((request) => /cometapi|cloudsway/.test(request))).toEqual([expect.stringMatching(/^GET \/cometapi-[\w-]+\.js$/)])
  })

  describe('trouble', () => {
    const attempt = (trouble: string) =>
      inPage(`
      const answer = await fetch('${official}/v1/videos/text2video', { headers: { authorization: 'Bearer any', 'kling-mock-trouble': '${trouble}' } }).catch((error) => error)
      if (answer instanceof Error) return 'no answer: ' + answer.name
      return await answer.text().catch((error) => answer.status + ', then ' + error.name)`)

    test('no answer', async () => {
      expect(await attempt('reset')).toBe('no answer: TypeError')
    })

    test('an answer that is cut off', async () => {
      expect(await attempt('truncate=10')).toBe('200, then TypeError')
    })

    test('a slow answer, whole in the end', async () => {
      expect(JSON.parse(await attempt('slow=20ms'))).toMatchObject({ code: 0, data: [] })
    })
  })

  test('what no handler takes is left to the app', async () => {
    const before = site.requests.length
    expect(await inPage(`return (await fetch('/mockServiceWorker.js')).status`)).toBe(200)
    expect(site.requests.slice(before)).toEqual(['GET /mockServiceWorker.js'])
    expect(await inPage(`return (await fetch('${official}/v1/videos/text3video')).text()`)).toContain('[MSW] Cannot bypass a request')
  })

  test('nothing of Kling has reached the server of the page', () => {
    expect(site.requests.filter((line) => !/^GET \/(?:[\w.-]+\.js)?$/.test(line))).toEqual([])
  })
})

describe('what a page downloads', () => {
  let ours: Bundle
  beforeAll(async () => {
    ours = await bundle('../src/index.ts', { external: ['msw'] })
  })

  test('is at most 130 KiB besides MSW, zod included', () => {
    console.log(`@klingkit/msw: ${Math.round(ours.loadedAtOnce / 1024)} KiB gzipped, zod included, MSW not`)
    expect(ours.loadedAtOnce).toBeGreaterThan(30 * 1024)
    expect(ours.loadedAtOnce).toBeLessThanOrEqual(130 * 1024)
  })

  test('needs nothing of Node', () => {
    expect(new Set(ours.external)).toEqual(new Set(['msw']))
    for (const text of ours.files.values()) expect(text).not.toMatch(/["']node:|\brequire\(|\bprocess\.(?:env|version|exit|nextTick)/)
  })

  test('holds the compact tables and not the document', () => {
    const names = ours.sources.map((source) => source.split('/').at(-1))
    expect(names).toContain('runtime.gen.js')
    expect(names).not.toContain('document.gen.js')
    const code = [...ours.files.values()].join('\n')
    expect(code).not.toContain('#/components/schemas/')
    expect(code).not.toMatch(/\\?"openapi\\?":\s*\\?"3/)
  })

  test('leaves the rules of gateways for later', () => {
    expect([...ours.files.keys()].filter((name) => /^(?:cometapi|cloudsway)-/.test(name))).toHaveLength(2)
    expect(ours.sources.filter((source) => /\/(?:cometapi|cloudsway)[/.]/.test(source))).toEqual([])
  })
})
