import { expect, test } from 'vitest'
import { inChromium } from './support/chromium.ts'

inChromium('without a mouse', (newPage) => {
  test('the first key leads past the navigation', async () => {
    const page = await newPage('/guides/first-call/')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Skip to content')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#_top')
    await page.keyboard.press('Tab')
    expect(await page.locator('main :focus').count()).toBe(1)
    await page.close()
  })

  test('Ctrl K opens the search, a word and two keys lead to a page, Escape closes it', async () => {
    const page = await newPage('/')
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: 'Search' })
    const field = dialog.getByRole('textbox')
    await field.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })

    await page.keyboard.press('Control+k')
    await field.waitFor()
    await page.keyboard.type('first call')
    await dialog.getByRole('link', { name: 'First call' }).first().waitFor()
    for (let presses = 0; presses < 5 && (await page.locator('dialog a:focus').count()) === 0; presses += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/guides\/first-call\//)
    await page.close()
  })

  test('groups of the sidebar open and close', async () => {
    const page = await newPage('/guides/first-call/')
    const group = page.locator('nav.sidebar details:not([open]) > summary').first()
    await group.focus()
    const details = page.locator('nav.sidebar details:has(> summary:focus)')
    expect(await details.evaluate((element: HTMLDetailsElement) => element.open)).toBe(false)
    await page.keyboard.press('Enter')
    expect(await details.evaluate((element: HTMLDetailsElement) => element.open)).toBe(true)
    await page.close()
  })

  test('the menu of a narrow window opens, and Escape closes it', async () => {
    const page = await newPage('/guides/first-call/', { width: 390 })
    const menu = page.getByRole('button', { name: 'Menu' })
    await menu.focus()
    await page.keyboard.press('Enter')
    const link = page.locator('nav.sidebar').getByRole('link', { name: 'First call', exact: true })
    await link.waitFor()
    await page.keyboard.press('Escape')
    await link.waitFor({ state: 'hidden' })
    await page.close()
  })

  test('light and dark are chosen, and stay so', async () => {
    const page = await newPage('/guides/first-call/')
    await page.getByLabel('Select theme').first().selectOption('dark')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.reload()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.close()
  })

  test('a page is copied as Markdown', async () => {
    const page = await newPage('/guides/first-call/')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy this page as Markdown' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# First call\n/)
    await page.close()
  })
})
