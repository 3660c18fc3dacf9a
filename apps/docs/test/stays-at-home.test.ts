import { expect, test } from 'vitest'
import { inChromium } from './support/chromium.ts'
import { kindsOfPage } from './support/kinds.ts'

inChromium('nothing leaves the site', (newPage) => {
  test.concurrent.each(kindsOfPage())('from %s', async (place) => {
    const asked: string[] = []
    const page = await newPage(place, { before: (page) => page.on('request', (request) => asked.push(request.url())) })
    // Some things are loaded when they come into view, or when one is about to search.
    await page.keyboard.press('End')
    await page.keyboard.press('Control+k')
    await page.locator('dialog[open] input').waitFor()
    expect(elsewhere(asked, page.url())).toEqual([])
    expect(asked.length).toBeGreaterThan(5)
    await page.close()
  })

  test('while one searches', async () => {
    const asked: string[] = []
    const page = await newPage('/', { before: (page) => page.on('request', (request) => asked.push(request.url())) })
    await page.keyboard.press('Control+k')
    await page.locator('dialog[open] input').fill('prompt')
    await page.locator('dialog[open] a[href]').first().waitFor()
    expect(elsewhere(asked, page.url())).toEqual([])
    expect(asked.some((address) => address.includes('/pagefind/index/'))).toBe(true)
    await page.close()
  })
})

function elsewhere(asked: string[], here: string): string[] {
  const { origin } = new URL(here)
  return asked.filter((address) => !address.startsWith(`${origin}/`) && !/^(data|blob):/.test(address))
}
