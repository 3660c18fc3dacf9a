import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { klingHandlers } from '../src/index.js'
import { call, fox, official } from './support/call.js'
import { withHandlers } from './support/with-handlers.js'

test('takes the handlers of some operations; the rest is left to others', async () => {
  const kling = klingHandlers({ speed: 'instant' })
  const mine = http.get(`${official}/v1/videos/text2video`, () => HttpResponse.json({ mine: true }))
  withHandlers(...kling.pick('createText2Video', 'getText2Video'), mine)

  const created = await call('POST', `${official}/v1/videos/text2video`, fox)
  expect((await call('GET', `${official}/v1/videos/text2video/${created.body.data.task_id}`)).body.data.task_status).toBe('succeed')
  expect((await call('GET', `${official}/v1/videos/text2video`)).body).toEqual({ mine: true })
  await expect(call('POST', `${official}/v1/videos/image2video`, {})).rejects.toThrow()
  expect(kling.control.requests.map(({ operationId }) => operationId)).toEqual(['createText2Video', 'getText2Video'])
})

test('brings their overrides along', async () => {
  const kling = klingHandlers({ overrides: { createText2Video: 'error-1303', createImage2Video: 'error-1303' } })
  const picked = kling.pick('createText2Video')
  expect(picked.map(({ info }) => info.header)).toEqual(Array(2).fill('POST /v1/videos/text2video (createText2Video)'))
  withHandlers(...picked)
  expect((await call('POST', `${official}/v1/videos/text2video`, fox)).status).toBe(429)
})

test('what does not exist is said', () => {
  expect(() => klingHandlers().pick('createText3Video' as any)).toThrow("there is no operation 'createText3Video'")
  expect(() => klingHandlers({ gateway: 'cometapi' }).pick('getTasks')).toThrow('cometapi does not relay getTasks')
})
