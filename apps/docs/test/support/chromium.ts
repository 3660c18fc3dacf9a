import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { serveSite } from './site.ts'

const executable = chromiumPath()

export interface PageOptions {
  width?: number
  colorScheme?: 'light' | 'dark'
  /** Called before the page is opened. */
  before?: (page: Page) => void
}

/** A suite over the built site in a real Chromium; where there is none it counts as not run. Paths are those below the base of the site: `/guides/first-call/`. */
export function inChromium(name: string, suite: (newPage: (path: string, options?: PageOptions) => Promise<Page>) => void): void {
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
    suite(async (path, { width = 1280, colorScheme = 'light', before } = {}) => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' })
      page.setDefaultTimeout(15_000)
      before?.(page)
      await page.goto(site.url + path)
      return page
    })
  })
}
