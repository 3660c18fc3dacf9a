import { expect, test } from 'vitest'
import { inChromium } from './support/chromium.ts'

inChromium('the site', (newPage) => {
  test('has a first page', async () => {
    const page = await newPage('/')
    expect(await page.title()).toContain('klingkit')
    await page.close()
  })
})
