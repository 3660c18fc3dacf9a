/// <reference lib="dom" />

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
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

    await page.evaluate(() => {
      const counter = window as unknown as { clicks: number }
      counter.clicks = 0
      document.addEventListener('click', () => counter.clicks++, true)
    })

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

    // The next one shall fail with an error of the policy.
    await page.getByRole('link', { name: 'Faults' }).click()
    await page.getByRole('button', { name: /content-safety policy/ }).click()
    await page.getByText('code=1301').last().waitFor()
    await page.getByRole('link', { name: 'Send', exact: true }).click()
    await page.getByText('All documented rules are kept.').waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const refused = page.getByRole('alert')
    await refused.getByText('KlingPolicyError').waitFor()
    await refused.getByText('code 1301').waitFor()

    // Sent again it succeeds: the rule was for one.
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('link', { name: /Look at task \d{18}/ }).waitFor()

    // The code for it, ready to be pasted: it runs as it stands.
    await page.getByRole('button', { name: 'Copy client code' }).click()
    expect(await run(await page.evaluate(() => navigator.clipboard.readText()))).toContain("task_status: 'succeed'")

    // A callback is shown by one click, though nobody here has a receiver; its signature is right, and with another secret it is not.
    await page.getByRole('link', { name: 'Callbacks' }).click()
    await page.getByRole('button', { name: 'Show me a signed callback' }).click()
    await page.getByRole('option', { name: /Succeeded.*delivered/ }).click()
    await page.getByText('The signature fits the body and the secret.').waitFor()
    await page.getByText('webhook-signature').waitFor()

    // That is the whole story, and this is what it takes.
    expect(await page.evaluate(() => (window as any).clicks)).toBeLessThanOrEqual(10)
    expect(await page.getByRole('button', { name: 'Copy code of a receiver' }).count()).toBe(1)
    await page.getByLabel(/Webhook secret/).fill(`whsec_${btoa('another secret of 24 bytes')}`)
    await expect.poll(() => page.locator('.verdict').textContent()).toMatch(/signature/i)
    expect(await page.locator('.verdict.bad').count()).toBe(1)

    // All of it without leaving this mock, and without a complaint of the browser.
    expect(studio.asked.filter((url) => !url.startsWith(`${mock.url}/`))).toEqual([])
    // The browser itself notes each refused request.
    expect(studio.complaints.filter((text) => !text.includes('status of 400'))).toEqual([])
  })
})

/** What a program prints that somebody has pasted into a file of theirs; beside the tests, so that the client is found. */
async function run(code: string): Promise<string> {
  const folder = mkdtempSync(path.join(import.meta.dirname, 'copied-'))
  try {
    const file = path.join(folder, 'pasted.mjs')
    writeFileSync(file, code)
    return (await promisify(execFile)(process.execPath, [file])).stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
