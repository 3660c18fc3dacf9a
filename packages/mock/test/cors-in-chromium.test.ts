/// <reference lib="dom" />

import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'

/** What a page on another port may do and what not, said by a real browser. */

const executable = chromiumPath()

describe.skipIf(!executable)('a page on another port, in Chromium', () => {
  let browser: Browser
  let page: Page
  let server: http.Server
  let mock: Mock
  beforeAll(async () => {
    server = http.createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><link rel="icon" href="data:,">'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    mock = await startMock({ port: 0 })
    browser = await launchChromium(executable!)
    page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  })
  afterAll(async () => {
    await browser?.close()
    await mock?.close()
    server?.closeAllConnections()
    server?.close()
  })

  /** Creates a task as a page would, and reads the answer with its headers. */
  const create = (url: string) =>
    page.evaluate(async (address) => {
      const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
      const body = JSON.stringify({ model_name: 'kling-v3', prompt: 'a fox', aspectRatio: '16:9' })
      try {
        const answer = await fetch(`${address}/v1/videos/text2video`, { method: 'POST', headers, body })
        return [answer.status, answer.headers.get('kling-mock-warning') !== null, (await answer.json()).data.task_status]
      } catch (error) {
        return [(error as Error).name]
      }
    }, url)

  test('uses the API, and reads what it answers', async () => {
    expect(await create(mock.url)).toEqual([200, true, 'submitted'])
  })

  test('does not, with cors: false', async () => {
    await using closed = await startMock({ port: 0, cors: false })
    expect(await create(closed.url)).toEqual(['TypeError'])
    expect(await closed.control.taskCount()).toBe(0)
  })

  test('neither reads nor uses the control API', async () => {
    await create(mock.url)
    const before = await mock.control.taskCount()
    const outcomes = await page.evaluate(async (address) => {
      const attempts = [
        fetch(`${address}/__kling/requests`),
        fetch(`${address}/__kling/reset`, { method: 'POST' }),
        // Without leave to read the answer a page may send all the same.
        fetch(`${address}/__kling/reset`, { method: 'POST', mode: 'no-cors', body: '{}' }),
      ]
      return (await Promise.allSettled(attempts)).map(({ status }) => status)
    }, mock.url)
    expect(outcomes).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(await mock.control.taskCount()).toBe(before)
    expect(before).toBeGreaterThan(0)
  })
})
