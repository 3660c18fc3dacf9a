import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { serveSite } from './site.ts'

const executable = chromiumPath()

/** A suite over the built site in a real Chromium; where there is none it counts as not run. */
export function inChromium(name: string, suite: (newPage: (path: string, options?: { width?: number }) => Promise<Page>) => void): void {
  describe.skipIf(executable === undefined)(name, () => {
    let site: Awaited<ReturnType<typeof serveSite>>
    let browser: Browser
    beforeAll(async () => {
      site = await serveSite()
      browser = await launchChromium(executable!)
    })
    afterAll(async () => {
      await browser?.close()
      await site?.close()
    })
    suite(async (path, { width = 1280 } = {}) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } })
      await page.goto(site.url + path)
      return page
    })
  })
}
