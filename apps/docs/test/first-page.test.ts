import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { inChromium } from './support/chromium.ts'

const readme = fs.readFileSync(path.resolve(import.meta.dirname, '../../../README.md'), 'utf8')

inChromium('the first page', (newPage) => {
  test('says what klingkit is, that it is unofficial, and shows the examples of the README', async () => {
    const page = await newPage('/')
    expect(await page.title()).toBe('klingkit')
    const [text] = await page.locator('main').allInnerTexts()
    expect(text).toMatch(/^klingkit\b/)
    expect(text).toContain('Unofficial')
    const blocks = await page.locator('main pre').allInnerTexts()
    const oneLine = (code: string) => code.replaceAll(/\s+/g, ' ').trim()
    expect(blocks.map(oneLine)).toEqual([...readme.matchAll(/^```\w+\n([\s\S]*?)\n```/gm)].map(([, code]) => oneLine(code!)))
    await page.close()
  })

  test.each(['light', 'dark'] as const)('shows the studio in %s', async (colorScheme) => {
    const page = await newPage('/', { colorScheme })
    const shown = page.locator('main figure img').filter({ visible: true })
    expect(await shown.count()).toBe(1)
    await expect.poll(() => shown.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(1000)
    expect(await shown.getAttribute('class')).toContain(colorScheme === 'light' ? 'dark:sl-hidden' : 'light:sl-hidden')
    await page.close()
  })

  test.each(['I call Kling', 'I build a frontend', 'I test in CI', 'I look up a limit'])('leads on from "%s"', async (name) => {
    const page = await newPage('/')
    const title = await page.title()
    await page.getByRole('link', { name }).click()
    await expect.poll(() => page.title()).not.toBe(title)
    expect(await page.locator('h1').textContent()).not.toBe('Not here')
    await page.close()
  })
})
