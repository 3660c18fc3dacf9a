/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inChromium } from './support/chromium.ts'

/** What people type, how the address ends that they look for, and the limit. */
const wanted: [query: string, address: string, limit: string][] = [
  ['image2video prompt length', 'createimage2video/#prompt', 'at most 2500 characters'],
  ['cfg_scale max', 'createimage2video/#cfg_scale', '0 to 1'],
  ['kling-3.0-turbo duration', 'createimagetovideokling30turbo/#settings.duration', '3 to 15 s'],
  ['text to video negative prompt', 'createtext2video/#negative_prompt', 'at most 2500 characters'],
  ['omni image_list max', 'createomnivideo/#image_list', 'at most 7 entries together'],
  ['omni-image image_list max', 'createomniimage/#image_list', 'at most 10 entries'],
  ['tts speed', 'synthesizespeech/#voice_speed', '0.8 to 2'],
  ['image2video multi_prompt prompt length', 'createimage2video/#multi_prompt[].prompt', 'at most 512 characters'],
  ['kling 3.0 image to video first_frame url', 'createimagetovideokling30/#contents[type=first_frame].url', 'at most 50 MB'],
  // Many operations have it, and each of them says the same.
  ['external_task_id unique', '#external_task_id', 'string'],
  ['callback_url', 'callback_url', 'string'],
  ['delete element element_id', 'deleteelement/#element_id', 'integer or string'],
  ['list tasks limit', 'listtasks/#limit', 'at most 500'],
  // As one asks who has never seen a field of it.
  ['how long may the video of motion control be', 'createmotioncontrol/#video_url', '3 to 30 s'],
  ['how long can the prompt of image2video be', 'createimage2video/#prompt', 'at most 2500 characters'],
  ['how many elements are allowed in the element_list of image2video', 'createimage2video/#element_list', 'at most 3 entries'],
  ['getTasks outputs video duration', 'gettasks/#response.data[].outputs[type=video].duration', 'string or null'],
]

inChromium('the limit of a field is found in two steps', (newPage) => {
  test.each(wanted)('%s', async (query, address, limit) => {
    const page = await newPage('/')

    // One: type into the search. The limit stands in the result already.
    await page.getByRole('button', { name: 'Search' }).click()
    await page.locator('dialog[open] input').fill(query)
    const result = page.locator('.pagefind-ui__result', { has: page.locator(`a[href$="${address}"]`) }).first()
    await result.waitFor()
    const link = result.locator('a').first()
    const href = (await link.getAttribute('href'))!
    expect(await placeOf(page, href)).toBeLessThan(5)
    const limits = result.locator('[data-pagefind-ui-meta="limits"]')
    expect(await limits.isVisible()).toBe(true)
    expect(await limits.textContent()).toContain(limit)

    // Two: click. The field is in view, its limit visible.
    await link.click()
    await page.waitForURL((url) => decodeURIComponent(url.hash) === href.slice(href.indexOf('#')))
    const field = page.locator(`[id="${href.slice(href.indexOf('#') + 1)}"]`)
    await page.waitForLoadState()
    await expect.poll(() => field.isVisible()).toBe(true)
    await expect.poll(() => field.evaluate(isInView)).toBe(true)
    expect(await field.textContent()).toContain(limit)
    await page.close()
  })

  test('a link to a field in a closed fold or another tab opens it', async () => {
    const page = await newPage('/reference/operations/createimagetovideokling30/')
    const field = page.locator('[id="contents[type=last_frame].url"]')
    expect(await field.isVisible()).toBe(false)
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = false
      location.hash = '#contents[type=last_frame].url'
    })
    await expect.poll(() => field.isVisible()).toBe(true)
    await expect.poll(() => field.evaluate(isInView)).toBe(true)
    await page.close()
  })

  test('every field links to itself', async () => {
    const page = await newPage('/reference/operations/createimage2video/')
    await page.getByRole('link', { name: 'Link to negative_prompt', exact: true }).click()
    expect(new URL(page.url()).hash).toBe('#negative_prompt')
    await page.close()
  })
})

/** Which of the results shown it is, from 0. */
async function placeOf(page: Page, href: string): Promise<number> {
  const links = await page
    .locator('.pagefind-ui__result')
    .evaluateAll((results) => results.map((result) => result.querySelector('a')?.getAttribute('href') ?? ''))
  return links.indexOf(href)
}

function isInView(element: Element): boolean {
  const { top } = element.getBoundingClientRect()
  return top >= 0 && top < innerHeight
}
