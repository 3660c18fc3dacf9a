/// <reference lib="dom" />

import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rgbOf } from '../../src/media/colour.js'
import { hashOf } from '../../src/media/hash.js'
import { type AskedFile, answerMedia, lengthOf, makeFile, mediaAddress } from '../../src/media/index.js'
import { colours } from '../../src/media/pieces.js'

/** Media in a real browser: what a page shows, plays and learns of the files. */

const executable = chromiumPath()

describe.skipIf(!executable)('in Chromium', () => {
  let browser: Browser
  let page: Page
  let server: http.Server
  let address: (file: AskedFile & { id: string }) => string
  let ranges: (string | undefined)[] = []

  beforeAll(async () => {
    server = http.createServer((request, response) => {
      const url = request.url ?? '/'
      if (url === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><link rel="icon" href="data:,">')
      // A browser that cannot play the first track is had by naming a codec there that it does not know.
      const unknown = url.startsWith('/unknown-codec/')
      ranges.push(request.headers.range)
      const { status, headers, body } = answerMedia(url.replace('/unknown-codec', ''), request.headers.range, request.method)
      response.writeHead(status, headers)
      for (const part of body) response.write(unknown ? Buffer.from(Buffer.from(part).toString('latin1').replace('avc1', 'hvc1'), 'latin1') : part)
      return response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    address = mediaAddress(base)
    browser = await launchChromium(executable!)
    page = await browser.newPage()
    await page.goto(`${base}/`)
  })

  afterAll(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  })

  beforeEach(() => {
    ranges = []
  })

  const withoutH264 = (url: string) => url.replace('/__kling', '/unknown-codec/__kling')

  /** Loads a video or a sound until it says that it can be played to its end, then plays a little of it and jumps near its end. */
  function played(tag: 'video' | 'audio', url: string) {
    return page.evaluate(
      async ([tag, url]) => {
        const element = document.createElement(tag as 'video')
        const heard = (type: string) =>
          new Promise<void>((resolve, reject) => {
            element.addEventListener(type, () => resolve(), { once: true })
            element.addEventListener('error', () => reject(new Error(element.error?.message)), { once: true })
          })
        document.body.replaceChildren(element)
        element.muted = true
        const ready = heard('canplaythrough')
        element.src = url!
        await ready
        const moved = heard('timeupdate')
        await element.play()
        await moved
        element.pause()
        const { duration, videoWidth, videoHeight } = element
        const arrived = heard('seeked')
        element.currentTime = duration * 0.9
        await arrived
        const at = element.currentTime
        const ended = heard('ended')
        element.currentTime = duration - 0.1
        await element.play()
        await ended
        return { duration, videoWidth, videoHeight, at, end: element.currentTime }
      },
      [tag, url] as const,
    )
  }

  test.each([
    ['16:9', 5.041],
    ['9:16', 10],
    ['1:1', 3],
    ['4:3', 15],
    ['3:4', 7.5],
    ['3:2', 1],
    ['2:3', 12],
    ['21:9', 2.2],
    ['5:4', 5],
  ])('a video of %s and %d s plays', async (ratio, seconds) => {
    const [wide, tall] = ratio.split(':').map(Number) as [number, number]
    const { duration, videoWidth, videoHeight, at, end } = await played('video', address({ kind: 'video', id: ratio, format: 'mp4', seconds, ratio }))
    expect(Math.abs(duration - seconds)).toBeLessThan(0.1)
    expect(videoWidth * tall).toBe(videoHeight * wide)
    expect(at).toBeCloseTo(duration * 0.9, 3)
    expect(end).toBeCloseTo(duration, 1)
  })

  test('so it does where H.264 cannot be played', async () => {
    const { duration, videoWidth, videoHeight } = await played(
      'video',
      withoutH264(address({ kind: 'video', id: '1', format: 'mp4', seconds: 5, ratio: '9:16' })),
    )
    expect([duration, videoWidth, videoHeight]).toEqual([5, 360, 640])
  })

  test.each([
    ['H.264', (url: string) => url],
    ['VP9', withoutH264],
  ])('%s shows a ball that moves before colours of the id', async (_, spelled) => {
    const shown = (id: string) =>
      page.evaluate(
        async (url) => {
          const element = document.createElement('video')
          document.body.replaceChildren(element)
          element.src = url
          const canvas = document.createElement('canvas')
          const brush = canvas.getContext('2d', { willReadFrequently: true })!
          const frames: { background: number[]; ball: [number, number] }[] = []
          for (const time of [0.5, 1, 4.5]) {
            const arrived = new Promise((resolve) => element.addEventListener('seeked', resolve, { once: true }))
            // On a busy machine the picture comes after the news of it.
            const drawn = new Promise((resolve) => element.requestVideoFrameCallback(resolve))
            element.currentTime = time
            await Promise.all([arrived, drawn])
            Object.assign(canvas, { width: element.videoWidth, height: element.videoHeight })
            brush.drawImage(element, 0, 0)
            const { data } = brush.getImageData(0, 0, canvas.width, canvas.height)
            const white = Array.from({ length: data.length / 4 }, (_, index) => index).filter(
              (index) => Math.min(...data.subarray(index * 4, index * 4 + 3)) > 240,
            )
            const mean = (values: number[]) => Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
            frames.push({
              background: [...data.subarray(0, 3)],
              ball: [mean(white.map((index) => index % canvas.width)), mean(white.map((index) => Math.floor(index / canvas.width)))],
            })
          }
          return frames
        },
        spelled(address({ kind: 'video', id, format: 'mp4', seconds: 5, ratio: '16:9' })),
      )
    const ids = ['0', '1', '2', '3', '4', '5']
    const looks = new Set<string>()
    for (const id of ids) {
      const [quarter, half, again] = await shown(id)
      const { hue } = colours[hashOf(id) % colours.length]!
      for (const [channel, value] of rgbOf(hue, 0.6, 0.5).entries()) expect(Math.abs(quarter!.background[channel]! - value)).toBeLessThan(12)
      // From the left to the right within half a loop, up and down on the way; a later loop is like the first.
      expect(half!.ball[0] - quarter!.ball[0]).toBeGreaterThan(150)
      expect(half!.ball[1] - quarter!.ball[1]).toBeGreaterThan(100)
      expect(Math.abs(again!.ball[0] - quarter!.ball[0])).toBeLessThan(3)
      looks.add(quarter!.background.join())
    }
    expect(looks.size).toBe(colours.length)
  })

  test.each(['mp3', 'wav'] as const)('a sound as %s plays', async (format) => {
    const { duration, at, end } = await played('audio', address({ kind: 'audio', id: '1', format, seconds: 5.056 }))
    expect(Math.abs(duration - 5.056)).toBeLessThan(0.1)
    expect(at).toBeCloseTo(duration * 0.9, 3)
    expect(end).toBeCloseTo(duration, 1)
  })

  test.each([
    ['video', { kind: 'video', format: 'mp4' }],
    ['audio', { kind: 'audio', format: 'mp3' }],
    ['audio', { kind: 'audio', format: 'wav' }],
  ] as const)('a jump to the end of ten minutes of %s asks for a range of the file (%o)', async (tag, what) => {
    const { duration, at } = await played(tag, address({ ...what, id: '1', seconds: 600 }))
    expect(Math.abs(duration - 600)).toBeLessThan(0.1)
    expect(at).toBeCloseTo(540, 0)
    const starts = ranges.map((range) => Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1]))
    expect(starts[0]).toBe(0)
    expect(Math.max(...starts)).toBeGreaterThan(lengthOf(makeFile({ ...what, id: '1', seconds: 600 }).parts) / 2)
  })

  test.each(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9'])('a picture of %s is shown', async (ratio) => {
    const [wide, tall] = ratio.split(':').map(Number) as [number, number]
    const { width, height } = await page.evaluate(
      async (url) => {
        const image = new Image()
        document.body.replaceChildren(image)
        image.src = url
        await image.decode()
        return { width: image.naturalWidth, height: image.naturalHeight }
      },
      address({ kind: 'image', id: ratio, format: 'png', ratio }),
    )
    expect(width * tall).toBe(height * wide)
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(512)
  })
})
