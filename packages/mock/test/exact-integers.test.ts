import { expect, test } from 'vitest'
import { startMock } from '../src/index.js'
import { ask } from './support/ask.js'

test('an element id of 18 digits stands in the answer digit by digit, as a number', async () => {
  await using mock = await startMock({ port: 0, mode: 'replay' })
  const { text } = await ask(mock, '/v1/general/custom-elements')
  expect(text).toContain('"element_id":829836802793406551')
  expect(text).not.toContain('exact-integer')
})

test('an element id of 18 digits is accepted as a number and as a string', async () => {
  await using mock = await startMock({ port: 0, mode: 'replay' })
  for (const id of ['829836802793406551', '"829836802793406551"']) {
    const body = `{"model_name":"kling-v3-omni","prompt":"<<<element_1>>> walks","element_list":[{"element_id":${id}}],"aspect_ratio":"16:9"}`
    expect((await ask(mock, '/v1/videos/omni-video', { body })).status).toBe(200)
  }
})
