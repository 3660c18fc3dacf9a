/// <reference lib="dom" />
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio } from './support/studio.ts'

const executable = chromiumPath()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(!executable)('axe finds nothing', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium(executable!)
  })
  afterAll(() => browser?.close())

  test.each([1280, 400])('on any page, light and dark, %d wide', async (width) => {
    // Lets axe in, which the policy of the page would not.
    await using studio = await openStudio(browser, {}, { viewport: { width, height: 800 }, bypassCSP: true, reducedMotion: 'reduce' })
    const { page, mock } = studio
    await page.getByRole('heading', { name: 'Nothing has been created yet' }).waitFor()
    expect(await violations(page), 'empty').toEqual([])
    await studio.goTo('callbacks')
    await page.getByRole('heading', { name: 'Nothing has been called back yet' }).waitFor()
    expect(await violations(page), 'no callbacks').toEqual([])

    mock.control.setWebhookSecret(`whsec_${btoa('a secret of twenty-four bytes')}`)
    const callback_url = `${mock.url}/__kling/receiver`
    const { task_id } = await studio.create({ model_name: 'kling-v3', prompt: 'a heron', callback_url })
    await studio.create({ model_name: 'kling-v3', prompt: '', aspectRatio: '1:1' })
    mock.control.addRule({ match: { nth: 3 }, then: 'code=1303' })
    mock.control.clock.advance(5000)
    await expect.poll(() => mock.control.callbacks.filter(({ outcome }) => outcome === 'delivered').length).toBe(3)
    await page.reload()

    const places: [place: string, there: string][] = [
      ['tasks', 'text=a heron'],
      [`tasks/${task_id}`, 'article video'],
      ['create', '.fine'],
      ['create/createImageToVideoKling30', '.fine'],
      ['requests', 'role=option'],
      ['faults', 'text=rule-1'],
      [`callbacks/${mock.control.callbacks.at(-1)!.id}`, 'article'],
      ['account', 'role=table'],
    ]
    for (const [place, there] of places) {
      await studio.goTo(place)
      await page.locator(there).first().waitFor({ state: 'attached' })
      expect(await violations(page), place).toEqual([])
    }
    await studio.goTo('requests')
    await page.getByRole('option', { name: /rule broken/ }).click()
    await page.getByRole('region', { name: 'Body' }).waitFor()
    expect(await violations(page), 'a refused request').toEqual([])
    await page.getByRole('button', { name: /^Clock of the mock/ }).click()
    await page.getByRole('dialog').waitFor()
    expect(await violations(page), 'the clock').toEqual([])
    await page.keyboard.press('Escape')

    mock.control.clock.freeze()
    await page.getByText('frozen').waitFor()
    const running = await studio.create(undefined, undefined, { 'kling-mock-trouble': 'delay=1ms' })
    await studio.goTo(`tasks/${running.task_id}`)
    await page.getByRole('button', { name: 'Fail for a reason of your choice' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await violations(page), 'reasons to fail').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /View/ }).click()
    await page.getByRole('option', { name: /Cloudsway/ }).waitFor()
    expect(await violations(page), 'a choice').toEqual([])
    await page.keyboard.press('Escape')
    await studio.goTo('create')
    await page.getByRole('combobox', { name: 'Operation' }).fill('extend')
    await page.getByRole('option').first().waitFor()
    // The rest of the page is hidden from readers while the list is open; the tab key closes it first.
    expect(await violations(page, '#popups'), 'operations').toEqual([])
    await page.keyboard.press('Escape')
    await studio.goTo('requests')
    await page.getByRole('option', { name: /trouble by header/ }).click()
    await page.getByText('by its header').waitFor()
    expect(await violations(page), 'a request with trouble').toEqual([])
  })

  test('where a credential is asked for', async () => {
    await using studio = await openStudio(browser, { accessKey: 'access', secretKey: 'secret' }, { bypassCSP: true, reducedMotion: 'reduce' })
    const { page } = studio
    await page.getByText('This mock was started with --access-key').waitFor()
    expect(await violations(page)).toEqual([])
  })
})

/** Everything in light; in dark only colours can be others. */
async function violations(page: Page, inside = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await run(page, inside, { resultTypes: ['violations'] })
  // Colours are the same at every width.
  if (page.viewportSize()!.width < 1000) return light
  await page.emulateMedia({ colorScheme: 'dark' })
  return [...light, ...(await run(page, inside, { resultTypes: ['violations'], runOnly: ['color-contrast'] })).map((text) => `dark ${text}`)]
}

async function run(page: Page, inside: string, options: object): Promise<string[]> {
  const { violations } = await page.evaluate(([inside, options]) => (window as any).axe.run(inside === 'html' ? document : inside, options), [
    inside,
    options,
  ] as const)
  return violations.flatMap(({ id, nodes }: any) => nodes.map(({ html, any }: any) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`))
}
