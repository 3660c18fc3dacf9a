/// <reference lib="dom" />
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { inChromium } from './support/chromium.ts'
import { kindsOfPage } from './support/kinds.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

inChromium('axe finds nothing', (newPage) => {
  // Several pages at once: each has a process of its own.
  describe.concurrent.each([1280, 390])('%d wide', (width) => {
    test.each(kindsOfPage())('on %s, light and dark', async (place) => {
      const page = await newPage(place, { width })
      expect(await violations(page)).toEqual([])
      // Nothing but what is meant to may be wider than the window.
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      await page.close()
    })

    test('in the search with results, light and dark', async () => {
      const page = await newPage('/', { width })
      await page.keyboard.press('Control+k')
      await page.locator('dialog[open] input').fill('negative_prompt')
      await page.locator('dialog[open] a[href]').first().waitFor()
      expect(await violations(page)).toEqual([])
      await page.close()
    })
  })
})

/** Everything in light; in dark only colours can be others. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const light = await run(page, { resultTypes: ['violations'] })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' })
  return [...light, ...(await run(page, { resultTypes: ['violations'], runOnly: ['color-contrast'] })).map((text) => `dark ${text}`)]
}

async function run(page: Page, options: object): Promise<string[]> {
  const { violations } = await page.evaluate((options) => (window as any).axe.run(document, options), options)
  // The same flaw in many places is told once, by its first.
  return violations.map(({ id, nodes }: any) => `${id}, ${nodes.length} times: ${nodes[0].html.slice(0, 160)} ${nodes[0].any[0]?.message ?? ''}`)
}
