import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Mock, startMock } from '@klingkit/mock'
import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import type { Browser } from 'playwright-core'
import { inSight, tasks } from './pictures-seed.ts'

/* The pictures of the front door: the studio as it looks at work, light and dark. */

const folder = path.join(import.meta.dirname, 'pictures')
const largest = 350 * 1024

const executable = chromiumPath()
if (!executable) throw new Error('There is no Chromium on this machine; see tools/chromium for how one is found.')
mkdirSync(folder, { recursive: true })
const mock = await start(4010).catch(() => start(0))
const browser = await launchChromium(executable)
try {
  await refused(mock)
  for (const theme of ['light', 'dark'] as const) {
    const picture = (await pictureOf(browser, mock, theme, 2, (size) => size <= largest)) ?? (await pictureOf(browser, mock, theme, 1))
    const file = path.join(folder, `studio-${theme}.png`)
    writeFileSync(file, picture!)
    console.log(`${path.relative(process.cwd(), file)}: ${(statSync(file).size / 1024).toFixed(0)} KiB`)
  }
} finally {
  await browser.close()
  await mock.close()
}

function start(port: number): Promise<Mock> {
  return startMock({ port, speed: 'real', seed: { tasks: tasks(Date.now()) } })
}

/** Two that the mock sends back, as every application meets them. */
async function refused({ url }: Mock): Promise<void> {
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
  for (const body of [
    { model_name: 'kling-v3', prompt: '' },
    { model_name: 'kling-v3', prompt: 'A fox', duration: '77' },
  ])
    await fetch(`${url}/v1/videos/text2video`, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** One of them; nothing where it does not fit. */
async function pictureOf(browser: Browser, { url }: Mock, colorScheme: 'light' | 'dark', deviceScaleFactor: number, fits = (_size: number) => true) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme, deviceScaleFactor })
  try {
    const page = await context.newPage()
    await page.goto(`${url}/__kling/#/tasks/${inSight}`)
    const video = page.locator('article video')
    await video.waitFor()
    // It plays, and its controls have withdrawn.
    await page.waitForFunction(() => (document.querySelector('article video') as HTMLVideoElement).currentTime > 3.6)
    const picture = await page.screenshot({ type: 'png' })
    return fits(picture.length) ? picture : undefined
  } finally {
    await context.close()
  }
}
