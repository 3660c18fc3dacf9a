import { expect, test } from 'vitest'
import { createKling, KlingUnknownOutcomeError } from '../../src/index.ts'
import { refusal, type ScriptedAnswer, scriptedFetch, success } from '../support/scripted-fetch.ts'
import { virtualClock } from '../support/virtual-clock.ts'

const reset: ScriptedAnswer = { lost: new TypeError('fetch failed') }
const legacyBody = { model_name: 'kling-v3', prompt: 'a fox' }
const failure = (promise: Promise<unknown>): Promise<any> =>
  promise.then(
    () => expect.fail('it was a success'),
    (error) => error,
  )

test.each([
  ['an empty object', {}],
  ['an empty list', []],
  ['nothing', null],
  ['a text', 'none'],
])('a lookup that answers with %s has neither found a task nor said that there is none: nothing is sent again', async (_, data) => {
  const { fetch, requests } = scriptedFetch(reset, success(data))
  const kling = createKling({ apiKey: 'any', fetch, clock: virtualClock() })
  expect(await failure(kling.v1.videos.text2video.create(legacyBody))).toBeInstanceOf(KlingUnknownOutcomeError)
  expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test.each([
  ['an item without an id', [{}]],
  ['no list', {}],
])('a lookup on the new standard that answers with %s neither', async (_, data) => {
  const { fetch, requests } = scriptedFetch(reset, success(data))
  const kling = createKling({ apiKey: 'any', fetch, clock: virtualClock() })
  expect(await failure(kling.textToVideo['kling-3.0-turbo'].create({ prompt: 'a fox' }))).toBeInstanceOf(KlingUnknownOutcomeError)
  expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('an abort while a hook hears of a failed lookup says that a task may exist', async () => {
  const controller = new AbortController()
  const { fetch, requests } = scriptedFetch(reset, refusal(500, 5000))
  const onResponse = () => controller.abort(new Error('enough'))
  const kling = createKling({ apiKey: 'any', fetch, clock: virtualClock(), onResponse })
  const error = await failure(kling.v1.videos.text2video.create({ ...legacyBody, external_task_id: 'mine' }, { signal: controller.signal }))
  expect(error).toBeInstanceOf(KlingUnknownOutcomeError)
  expect(error).toMatchObject({ external_task_id: 'mine', cause: new Error('enough') })
  expect(requests).toHaveLength(2)
})
