import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type MockOptions, startMock } from '../src/index.js'
import { ask } from './support/ask.js'

const text2video = '/v1/videos/text2video'
const fox = { model_name: 'kling-v3', prompt: 'a fox' }
const words = 'code=1303,message=not today'
const refused = [429, 1303, 'not today']

async function start(options: MockOptions = {}) {
  const mock = await startMock({ port: 0, ...options })
  onTestFinished(() => mock.close())
  return { mock, create: async (question: Parameters<typeof ask>[2]) => answerOf(await ask(mock, text2video, question)) }
}

const answerOf = ({ status, json }: { status: number; json: any }) => [status, json.code, json.message]
const accepted = [200, 0, 'SUCCEED']

test('by a header, for this request only', async () => {
  const { create } = await start()
  expect(await create({ body: fox, headers: { 'kling-mock-trouble': words } })).toEqual(refused)
  expect(await create({ body: fox })).toEqual(accepted)
})

test('by a rule, set through the control API', async () => {
  const { mock, create } = await start()
  const { json } = await ask(mock, '/__kling/rules', { body: { match: { operation: 'createText2Video', prompt: 'fox', nth: 2 }, then: words } })
  expect(json.id).toBe('rule-1')
  expect([await create({ body: fox }), await create({ body: fox }), await create({ body: fox })]).toEqual([accepted, refused, accepted])
})

test('by a rule in a file', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kling-mock-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const seedFile = path.join(folder, 'seed.json')
  writeFileSync(seedFile, JSON.stringify({ rules: [{ match: { model: 'kling-v3' }, then: words }] }))
  const { create } = await start({ seedFile })
  expect(await create({ body: fox })).toEqual(refused)
  expect(await create({ body: { ...fox, model_name: 'kling-v2-6' } })).toEqual(accepted)
  writeFileSync(seedFile, JSON.stringify({ rules: [{ then: 'explode' }] }))
  await expect(startMock({ port: 0, seedFile })).rejects.toThrow("seed.rules[0]: 'explode' is no word the mock knows; it knows code=1303")
})

test('by words in the own id or the callback address, unless they are switched off', async () => {
  const bodies = [
    { ...fox, external_task_id: `kling-mock:${words};1` },
    { ...fox, callback_url: `http://127.0.0.1:9/kling-mock:${encodeURIComponent(words)}` },
  ]
  const { create } = await start()
  const { create: plain } = await start({ magic: false })
  for (const body of bodies) expect([await create({ body }), await plain({ body })]).toEqual([refused, accepted])
})
