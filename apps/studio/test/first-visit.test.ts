/// <reference lib="dom" />

import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio } from './support/studio.ts'

/** What somebody does who has never seen the project. */

const executable = chromiumPath()

describe.skipIf(!executable)('a first visit', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium(executable!)
  })
  afterAll(() => browser?.close())

  test('create a video, watch and play it, make the next fail, see the signed callback, copy the code', async () => {
    await using studio = await openStudio(browser)
    const { page, mock } = studio

    // An empty mock says what to do, with a button that does it.
    await page.getByRole('heading', { name: 'Nothing has been created yet' }).waitFor()
    await page.getByRole('button', { name: 'Create a first video' }).click()
    const task = page.getByRole('article', { name: /^Task \d{18}$/ })
    await task.waitFor()

    // It runs before one's eyes, and its video plays.
    const life = task.getByRole('list', { name: 'Life of the task' })
    await life.getByText('after 2.0 s').waitFor()
    const video = task.locator('video')
    await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0)
    expect(await video.evaluate((element: HTMLVideoElement) => element.duration)).toBeGreaterThan(4)

    // Callbacks are signed with a secret made here.
    await page.getByRole('link', { name: 'Callbacks' }).click()
    await page.getByRole('button', { name: 'Make a secret and sign' }).click()
    await page.getByLabel(/Webhook secret/).waitFor()

    // The next one shall fail with an error of the policy.
    await page.getByRole('link', { name: 'Faults' }).click()
    await page.getByRole('button', { name: /content-safety policy/ }).click()
    await page.getByText('code=1301').last().waitFor()
    await page.getByRole('link', { name: 'Send', exact: true }).click()
    await page.getByText('Call back to this mock').click()
    await page.getByText('All documented rules are kept.').waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const refused = page.getByRole('alert')
    await refused.getByText('KlingPolicyError').waitFor()
    await refused.getByText('code 1301').waitFor()

    // Sent again it succeeds: the rule was for one.
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('link', { name: /Look at task \d{18}/ }).waitFor()

    // The code for it, ready to be pasted.
    await page.getByRole('button', { name: 'Copy client code' }).click()
    const code = await page.evaluate(() => navigator.clipboard.readText())
    expect(code).toContain("import { createKling } from '@klingkit/client'")
    expect(code).toContain(`baseUrl: '${mock.url}'`)
    expect(code).toContain('kling.v1.videos.text2video.create({')
    expect(code).toContain('await kling.wait(task)')
    await page.getByRole('tab', { name: 'curl' }).click()
    await page.getByRole('button', { name: 'Copy curl command' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`'${mock.url}/v1/videos/text2video'`)

    // The callback came, and its signature is right; with another secret it is not.
    await page.getByRole('link', { name: 'Callbacks' }).click()
    const callback = page.getByRole('option', { name: /Succeeded/ })
    await callback.click()
    await page.getByText('The signature fits the body and the secret.').waitFor()
    await page.getByText('webhook-signature').waitFor()
    await page.getByLabel(/Webhook secret/).fill(`whsec_${btoa('another secret of 24 bytes')}`)
    await expect.poll(() => page.locator('.verdict').textContent()).toMatch(/signature/i)
    expect(await page.locator('.verdict.bad').count()).toBe(1)

    // All of it without leaving this mock, and without a complaint of the browser.
    expect(studio.asked.filter((url) => !url.startsWith(`${mock.url}/`))).toEqual([])
    // The browser itself notes each refused request.
    expect(studio.complaints.filter((text) => !text.includes('status of 400'))).toEqual([])
  })
})
