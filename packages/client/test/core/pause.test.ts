import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { alarm, pause } from '../../src/core/pause.ts'
import { createKling } from '../../src/index.ts'
import { scriptedFetch, success } from '../support/scripted-fetch.ts'
import { virtualClock } from '../support/virtual-clock.ts'

const clock = virtualClock()
const endless = Number.POSITIVE_INFINITY
const listenersOf = (signal: AbortSignal) => getEventListeners(signal, 'abort').length

test('however many wait with one signal, it is listened to once: Node 20 warns of a leak above ten', async () => {
  const { signal } = new AbortController()
  const { fetch } = scriptedFetch(success({ task_id: '1', task_status: 'succeed', task_result: { videos: [{ url: 'u' }] } }))
  const kling = createKling({ apiKey: 'any', fetch, clock })
  const ends = Promise.all(Array.from({ length: 50 }, () => kling.v1.videos.text2video.wait('1', { signal })))
  expect(listenersOf(signal)).toBe(1)
  await ends
  expect(listenersOf(signal)).toBe(0)
})

test('an abort ends all of them, those that left before do not hear of it, and one may begin after', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const reason = new Error('enough')
  const short = pause(clock, 1, signal)
  const long = Array.from({ length: 3 }, () => pause(clock, endless, signal))
  await short
  controller.abort(reason)
  expect(await Promise.allSettled(long)).toEqual(long.map(() => ({ status: 'rejected', reason })))
  expect(listenersOf(signal)).toBe(0)
  await expect(pause(clock, 1, signal)).rejects.toBe(reason)
})

test('one that is called off by another does not hear of the abort', () => {
  const controller = new AbortController()
  const heard: string[] = []
  const stop = () => callOff()
  alarm(
    clock,
    endless,
    controller.signal,
    () => {},
    () => heard.push('first') && stop(),
  )
  const callOff = alarm(
    clock,
    endless,
    controller.signal,
    () => {},
    () => heard.push('second'),
  )
  controller.abort()
  expect(heard).toEqual(['first'])
})
