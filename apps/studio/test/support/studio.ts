/// <reference lib="dom" />
import { type Mock, type MockOptions, startMock } from '@klingkit/mock'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

export interface Studio extends AsyncDisposable {
  mock: Mock
  page: Page
  /** Addresses that were asked for, and what the console complained of; both are to stay within what is allowed. */
  asked: string[]
  complaints: string[]
  goTo(place: string): Promise<void>
  /** Creates a task as an application does. */
  create(body?: object, path?: string, headers?: Record<string, string>): Promise<any>
}

/** A mock of its own, and its studio in a page of its own. */
export async function openStudio(browser: Browser, options: MockOptions = {}, context: BrowserContextOptions = {}): Promise<Studio> {
  const mock = await startMock({ port: 0, ...options })
  const own = await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'], ...context })
  const page = await own.newPage()
  page.setDefaultTimeout(15_000)
  const asked: string[] = []
  const complaints: string[] = []
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => console.error(`policy: ${violatedDirective} ${sourceFile}`))
  })
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${mock.url}/__kling/`)
  return {
    mock,
    page,
    asked,
    complaints,
    goTo: async (place) => {
      await page.goto(`${mock.url}/__kling/#/${place}`)
    },
    create: async (body = { model_name: 'kling-v3', prompt: 'a fox in the snow' }, path = '/v1/videos/text2video', headers = {}) => {
      const reply = await fetch(`${mock.url}${path}`, {
        method: 'POST',
        headers: { authorization: 'Bearer any', 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      return ((await reply.json()) as { data: any }).data
    },
    [Symbol.asyncDispose]: async () => {
      await own.close()
      await mock.close()
    },
  }
}
