/// <reference lib="dom" />

import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type Studio } from './support/studio.ts'

const executable = chromiumPath()

describe.skipIf(!executable)('pages', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium(executable!)
  })
  afterAll(() => browser?.close())

  test('a task can be made to succeed, to fail for a documented reason, and moved on', async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio
    mock.control.clock.freeze()
    await page.getByText('frozen').waitFor()
    const [first, second, third] = [await studio.create(), await studio.create(), await studio.create()]
    const status = async (id: string) => (await mock.control.task(id))!['status']

    await studio.goTo(`tasks/${first.task_id}`)
    await page.getByRole('button', { name: 'Succeed' }).click()
    await expect.poll(() => status(first.task_id)).toBe('succeeded')
    await studio.goTo(`tasks/${second.task_id}`)
    await page.getByRole('button', { name: 'Fail', exact: true }).click()
    await page.locator('.reason').getByText('Failure to pass the risk control system').waitFor()
    await studio.goTo(`tasks/${third.task_id}`)
    await page.getByRole('button', { name: 'Advance' }).click()
    await expect.poll(() => status(third.task_id)).toBe('processing')
    // Nothing is left to be done with one that has ended.
    await studio.goTo(`tasks/${first.task_id}`)
    await page.getByText('3 units').waitFor()
    expect(await page.getByRole('button', { name: 'Succeed' }).count()).toBe(0)
  })

  test('what others do appears by itself: tasks, the clock, a reset', async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio
    await studio.create({ model_name: 'kling-v3', prompt: 'a heron' })
    const row = page.getByRole('option', { name: /a heron/ })
    await row.waitFor()
    await row.getByText('Succeeded').waitFor()
    await fetch(`${mock.url}/__kling/clock/freeze`, { method: 'POST' })
    await page.getByText('frozen').waitFor()
    await fetch(`${mock.url}/__kling/reset`, { method: 'POST' })
    await page.getByRole('heading', { name: 'Nothing has been created yet' }).waitFor()
  })

  test('an empty mock is filled with tasks of all kinds and ends', async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio
    await page.getByRole('button', { name: 'Fill it with some tasks' }).click()
    await page.getByText(/^\d+ tasks$/).waitFor()
    const tasks = await mock.control.tasks()
    expect(new Set(tasks.map(({ operation }) => operation)).size).toBeGreaterThan(5)
    expect(new Set(tasks.map(({ states }) => states.findLast(({ updatedAt }) => updatedAt <= Date.now())!.status))).toEqual(
      new Set(['succeeded', 'failed', 'processing']),
    )
    // Those that run stay as they are.
    await page
      .getByRole('option', { name: /Processing/ })
      .first()
      .click()
    await page.getByText('stays so until somebody steps in').waitFor()
  })

  test('the clock is frozen, moved on and made faster', async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio
    const { clock } = mock.control
    await page.getByRole('button', { name: 'Freeze the clock' }).click()
    await expect.poll(() => clock.frozen).toBe(true)
    const before = clock.now()
    await page.getByRole('button', { name: /^Clock of the mock/ }).click()
    await page.getByRole('button', { name: '31d' }).click()
    await expect.poll(() => clock.now() - before).toBe(31 * 86_400_000)
    await page.getByRole('button', { name: '×10', exact: true }).click()
    await expect.poll(() => clock.factor).toBe(10)
    await page.getByRole('button', { name: 'Let it run' }).click()
    await expect.poll(() => clock.frozen).toBe(false)
  })

  test('a refused request shows the broken rule and the ignored field at their lines', async () => {
    await using studio = await openStudio(browser)
    const { page } = studio
    await studio.create({ model_name: 'kling-v3', prompt: '', aspectRatio: '1:1' })
    await studio.goTo('requests')
    await page.getByRole('option', { name: /1 rule broken.*1 ignored.*400/ }).click()
    const body = page.getByRole('region', { name: 'Body' })
    await body.locator('li.refused', { hasText: '"prompt": ""' }).getByText('prompt is required').waitFor()
    await body.locator('li.unknown', { hasText: '"aspectRatio": "1:1"' }).getByText('did you mean aspect_ratio?').waitFor()
  })

  test('any operation is sent from its documented examples, checked while one types', async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio
    await studio.goTo('create')
    const operation = page.getByRole('combobox', { name: 'Operation' })
    await operation.fill('image-to-video kling-3.0-turbo')
    await page.getByRole('option').filter({ hasText: 'POST /image-to-video/kling-3.0-turbo' }).click()
    const editor = page.getByRole('textbox', { name: 'Body' })
    await expect.poll(() => editor.inputValue()).toContain('"contents"')
    await page.getByText('All documented rules are kept.').waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('link', { name: /Look at task/ }).waitFor()
    expect((await mock.control.tasks())[0]!.operation).toBe('createImageToVideoKling30Turbo')

    await editor.fill('{ "contents": [], "colour": "red" }')
    await page.locator('.findings .refused').first().waitFor()
    await page.locator('.findings .unknown', { hasText: 'colour' }).waitFor()
    // The same places are marked in the editor.
    await page.locator('.pce-line.refused').first().waitFor()
    expect(await page.locator('.pce-line.unknown').textContent()).toContain('colour')
    expect(await page.evaluate(() => [...CSS.highlights.get('editor-unknown')!].map(String))).toEqual(['"colour": "red"'])
    await editor.fill('{ "contents": ')
    await page.getByText('No JSON').waitFor()
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
  })

  test('a read is sent with what the mock knows put in', async () => {
    await using studio = await openStudio(browser)
    const { page } = studio
    const { task_id } = await studio.create()
    await page.getByRole('option').first().waitFor()
    await studio.goTo('create/getText2Video')
    await expect.poll(() => page.getByRole('textbox', { name: 'Parameters' }).inputValue()).toContain(`"${task_id}"`)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('region', { name: 'Answer of the API' }).getByText(`"${task_id}"`).first().waitFor()
  })

  test('views: paths, checks and code of a gateway; sending where it is served', async () => {
    await using studio = await openStudio(browser, { gateway: 'cometapi' })
    const { page } = studio
    await studio.goTo('create')
    await page.getByText('POST /kling/v1/videos/text2video').waitFor()
    await page.getByText('gateway: cometapi({').waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('link', { name: /Look at task/ }).waitFor()
    await page.getByRole('button', { name: /View/ }).click()
    await page.getByRole('option', { name: 'Cloudsway' }).click()
    await page.getByText('POST /v1/ai/your-endpoint/kling/videos/text2video').waitFor()
    await page.getByText('This mock serves CometAPI.').waitFor()
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
    await page.getByText('cloudsway({ endpointPath').waitFor()
  })

  test('a rule of all words the mock knows, and how often it matched', async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio
    await studio.goTo('faults')
    await page.getByRole('button', { name: /What happens/ }).click()
    await page.getByRole('option', { name: 'Own words…' }).click()
    await page.getByLabel('Words, joined by commas').fill('delay=10ms')
    await page.getByRole('button', { name: /Add a word/ }).click()
    await page.getByRole('option', { name: 'fail=risk-control' }).click()
    await page.getByLabel('Prompt contains').fill('fox')
    await page.getByRole('button', { name: 'Set the rule' }).click()
    await page.getByText('rule-1').waitFor()
    expect(mock.control.rules[0]!.rule).toEqual({ match: { prompt: 'fox', nth: 1 }, then: 'delay=10ms,fail=risk-control' })
    await studio.create()
    await page.getByText('matched once; it has happened').waitFor()
    await page.getByRole('button', { name: 'Remove rule-1' }).click()
    await expect.poll(() => mock.control.rules).toEqual([])
  })

  test('what was spent, in units and dollars, and a pack that is set', async () => {
    await using studio = await openStudio(browser, { speed: 'instant' })
    const { page, mock } = studio
    await studio.create()
    await studio.goTo('account')
    await page.locator('.figure').getByText('$0.42').first().waitFor()
    const pack = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Video' }) })
    await pack.getByRole('textbox', { name: 'Tasks at once' }).fill('2')
    await pack.getByRole('textbox', { name: 'Units left' }).fill('10')
    await pack.getByRole('button', { name: 'Set' }).click()
    await pack.getByText('of at most 2').waitFor()
    expect(mock.control.packs.find(({ type }) => type === 'video')).toMatchObject({ slots: 2, remaining: 10 })
  })

  test('a mock that replays says that nothing lives in it, and shows what comes in', async () => {
    await using studio = await openStudio(browser, { mode: 'replay' })
    const { page } = studio
    await page.getByRole('heading', { name: 'No tasks live in this mock' }).waitFor()
    await page.getByRole('button', { name: 'Look at the requests' }).click()
    await studio.create({ model_name: 'kling-v3', prompt: '' })
    await page.getByRole('option', { name: /POST.*400/ }).waitFor()
  })

  test('a mock that went away is told, and found again', async () => {
    const studio: Studio = await openStudio(browser)
    const { page, mock } = studio
    await page.getByRole('heading', { name: 'Nothing has been created yet' }).waitFor()
    await mock.close()
    await page.getByRole('alert').getByText('The mock does not answer').waitFor()
    const { startMock } = await import('@klingkit/mock')
    const again = await startMock({ port: Number(new URL(mock.url).port) })
    await expect.poll(() => page.getByRole('alert').count(), { timeout: 20_000 }).toBe(0)
    await page.context().close()
    await again.close()
  })

  test('with 10,000 tasks the page holds a few rows only, at every place of the list', async () => {
    await using studio = await openStudio(browser, {
      seed: { tasks: [{ operation: 'createText2Video', body: { model_name: 'kling-v3', prompt: 'one of many' }, count: 10_000 }] },
    })
    const { page } = studio
    await page.getByText('10,000 tasks').waitFor()
    const list = page.getByRole('listbox', { name: 'Tasks' })
    const sizes: number[] = []
    for (const part of [0, 0.25, 0.5, 0.75, 1]) {
      await list.evaluate((element, part) => element.scrollTo(0, element.scrollHeight * part), part)
      await expect.poll(() => lastPosition(page)).toBeGreaterThan(part * 10_000 - 20)
      sizes.push(await page.evaluate(() => document.querySelectorAll('*').length))
    }
    expect(await lastPosition(page)).toBe(10_000)
    expect(Math.max(...sizes)).toBeLessThan(1200)
    await page.getByLabel('Find tasks').fill('nothing of the kind')
    await page.getByText('No task fits').waitFor()
  })

  test('the keyboard alone: to the list, through it, into a task and its menu', async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio
    mock.control.clock.freeze()
    await page.getByText('frozen').waitFor()
    for (const prompt of ['one', 'two', 'three']) await studio.create({ model_name: 'kling-v3', prompt })
    await page.getByRole('option', { name: /three/ }).waitFor()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to the page')
    await page.keyboard.press('Enter')
    const list = page.getByRole('listbox', { name: 'Tasks' })
    for (let presses = 0; presses < 12 && (await focused(page)) !== 'Tasks'; presses++) await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Tasks')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('heading', { name: 'two' }).waitFor()
    expect(await list.evaluate((element) => document.getElementById(element.getAttribute('aria-activedescendant')!)!.textContent)).toContain('two')
    await page.keyboard.press('End')
    await page.getByRole('heading', { name: 'one' }).waitFor()
    for (let presses = 0; presses < 6 && (await focused(page)) !== 'Fail'; presses++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await mock.control.tasks()).at(-1)!['status']).toBe('failed')
  })

  test("a task fails for a reason that is chosen, or in words of one's own, by keyboard as well", async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio
    mock.control.clock.freeze()
    await page.getByText('frozen').waitFor()
    const [first, second] = [await studio.create(), await studio.create()]
    const message = async (id: string) => (await mock.control.task(id))!['message']
    const open = () => page.getByRole('button', { name: 'Fail for a reason of your choice' })

    await studio.goTo(`tasks/${first.task_id}`)
    await open().click()
    const dialog = page.getByRole('dialog', { name: 'Why the task fails' })
    // Only what such a task can fail of: this one is of another operation.
    expect(await dialog.getByRole('option', { name: /500MB/ }).count()).toBe(0)
    await dialog.getByRole('option', { name: /Image format is invalid/ }).click()
    await expect.poll(() => message(first.task_id)).toBe('Image format is invalid')

    await studio.goTo(`tasks/${second.task_id}`)
    await open().focus()
    await page.keyboard.press('Enter')
    await dialog.waitFor()
    await dialog.getByRole('option').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await dialog.getByLabel('Or in words of your own').evaluate((field) => field === document.activeElement)).toBe(true)
    // Nothing is no reason.
    await page.keyboard.press('Enter')
    expect(await dialog.count()).toBe(1)
    await page.keyboard.type('The dog ate the frames')
    await page.keyboard.press('Enter')
    await expect.poll(() => message(second.task_id)).toBe('The dog ate the frames')
    await page.locator('.reason').getByText('The dog ate the frames').waitFor()
  })

  test('the log names the rule that met a request, and leads to it', async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio
    mock.control.addRule({ match: { operation: 'listText2Video' }, then: 'delay=1ms' })
    const rule = mock.control.addRule({ match: { operation: 'create*', nth: 1 }, then: 'code=1303' })
    await studio.create()
    await studio.create({ model_name: 'kling-v3', prompt: 'a fox', external_task_id: 'kling-mock:fail=image-format;1' }, undefined, {
      'kling-mock-trouble': 'delay=1ms',
    })
    await studio.goTo('requests')
    await page.getByRole('option', { name: /magic words.*200/ }).click()
    await page.getByText('by its header kling-mock-trouble').waitFor()
    await page.getByText('by words in its external_task_id').waitFor()
    await page.getByRole('option', { name: new RegExp(`${rule}.*429`) }).click()
    await page.getByText('parallel task over resource pack limit').waitFor()
    await page.getByRole('link', { name: rule }).click()
    await page.getByText('Request 1 of every create').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(rule)
    // Taken back, it is named all the same.
    mock.control.removeRule(rule)
    await page.goBack()
    await page.reload()
    await page.getByRole('option', { name: new RegExp(`${rule}.*429`) }).click()
    await page.getByText(`${rule}, which is no longer in force`).waitFor()
  })

  test('who has scrolled down stays where he is when tasks arrive, and is told how many', async () => {
    await using studio = await openStudio(browser, {
      seed: { tasks: [{ operation: 'createText2Video', body: { model_name: 'kling-v3', prompt: 'one of many' }, count: 200 }] },
    })
    const { page } = studio
    const list = page.getByRole('listbox', { name: 'Tasks' })
    await page.getByText('200 tasks').waitFor()
    // Half a row is cut off: it stays cut off the same way.
    await list.evaluate((element) => element.scrollTo(0, 56 * 40 + 20))
    const row = page.locator('[role=option][aria-posinset="50"]')
    await row.waitFor()
    const id = await row.getAttribute('id')
    const before = (await row.boundingBox())!.y
    await studio.create()
    await studio.create()
    await page.getByRole('button', { name: '2 new' }).waitFor()
    const moved = page.locator(`[id="${id}"]`)
    expect(await moved.getAttribute('aria-posinset')).toBe('52')
    expect((await moved.boundingBox())!.y).toBe(before)
    await studio.create()
    await page.getByRole('button', { name: '3 new' }).click()
    await page.locator('[role=option][aria-posinset="1"]', { hasText: 'a fox in the snow' }).waitFor()
    expect(await page.getByRole('button', { name: /new$/ }).count()).toBe(0)
    // At the top one sees what comes, at once.
    await studio.create({ model_name: 'kling-v3', prompt: 'the newest' })
    await page.locator('[role=option][aria-posinset="1"]', { hasText: 'the newest' }).waitFor()
    expect(await list.evaluate((element) => element.scrollTop)).toBe(0)
  })

  test('a mock with a key of its own asks for it before the first request, not after', async () => {
    await using studio = await openStudio(browser, { apiKeys: ['key-of-this-mock'] })
    const { page, mock } = studio
    const create = page.getByRole('button', { name: 'Create a first video' })
    await page.getByText('This mock was started with --api-key').waitFor()
    expect(await create.isDisabled()).toBe(true)
    await page.getByLabel(/^API key of this mock/).fill('key-of-this-mock')
    await create.click()
    await page.getByRole('article', { name: /^Task \d{18}$/ }).waitFor()
    expect(mock.requests.map(({ status }) => status)).toEqual([200])
    await page.getByRole('tab', { name: 'Code' }).click()
    await page.getByText('// Set KLINGAI_API_KEY to what this mock was started with').waitFor()
    await page.getByRole('tab', { name: 'curl' }).click()
    await page.getByText('"Authorization: Bearer $KLINGAI_API_KEY"').waitFor()
    expect(await page.content()).not.toContain('key-of-this-mock')
  })

  test('a mock with an access key has its requests signed in the page', async () => {
    await using studio = await openStudio(browser, { accessKey: 'access-of-this-mock', secretKey: 'secret-of-this-mock' })
    const { page, mock } = studio
    await studio.goTo('create')
    const send = page.getByRole('button', { name: 'Send', exact: true })
    await page.getByLabel(/^Access key of this mock/).fill('access-of-this-mock')
    expect(await send.isDisabled()).toBe(true)
    await page.getByLabel(/^Secret key of this mock/).fill('secret-of-this-mock')
    await send.click()
    await page.getByRole('link', { name: /Look at task/ }).waitFor()
    expect(mock.requests.filter(({ status }) => status === 401)).toEqual([])
  })
})

/** Name of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '')
}

/** The last row that is there. */
function lastPosition(page: Page): Promise<number> {
  return page.evaluate(() => Number([...document.querySelectorAll('[role=option]')].at(-1)?.getAttribute('aria-posinset') ?? 0))
}
