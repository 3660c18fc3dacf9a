import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { startMock } from '../src/index.js'
import { ask } from './support/ask.js'

const folder = mkdtempSync(path.join(tmpdir(), 'kling-mock-seed-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The example of the README: 42 tasks, and one that made the voice. */
const readme = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8')
const example = [...readme.matchAll(/```json\n([\s\S]+?)```/g)].map(([, text]) => text!).find((text) => text.includes('"tasks"'))!
const file = path.join(folder, 'seed.json')
writeFileSync(file, example)

const listed = async (mock: { url: string }, url: string) => (await ask(mock, url)).json.data as any[]

describe('a mock that begins with a full list', () => {
  test('from a file', async () => {
    await using mock = await startMock({ port: 0, seedFile: file })
    expect(await listed(mock, '/v1/videos/text2video?pageSize=100')).toHaveLength(40)
    const [failed] = await listed(mock, '/v1/videos/image2video')
    expect(failed).toMatchObject({ task_status: 'failed', task_status_msg: 'Failure to pass the risk control system' })
    const { json } = await ask(mock, '/__kling/balance')
    // What the tasks that succeeded cost is taken from it.
    expect(json.packs).toMatchObject([{ type: 'video', total: 1000, remaining: expect.toSatisfy((units: number) => units > 800 && units < 900), slots: 2 }])
  })

  test('from an object, and more while it runs', async () => {
    await using mock = await startMock({ port: 0, seed: JSON.parse(example) })
    expect(await mock.control.taskCount()).toBe(43)
    const { status, json } = await ask(mock, '/__kling/seed', { body: { tasks: [{ operation: 'createText2Video', count: 8 }] } })
    expect([status, json]).toEqual([200, { tasks: 51 }])
  })

  test('only when its state file is new', async () => {
    const options = { port: 0, seedFile: file, state: path.join(folder, 'state.jsonl') }
    const balances = []
    for (let start = 0; start < 2; start++) {
      await using mock = await startMock(options)
      expect(await mock.control.taskCount()).toBe(43)
      balances.push((await ask(mock, '/__kling/balance')).json)
    }
    // What was paid once is not paid again.
    expect(balances[1]).toEqual(balances[0])
  })
})

test('a seed that cannot be is refused with the reason, and nothing of it is taken', async () => {
  await using mock = await startMock({ port: 0 })
  const { status, json } = await ask(mock, '/__kling/seed', { body: { tasks: [{ operation: 'createText2Video' }, { operation: 'createText2Vidio' }] } })
  expect([status, json.message]).toEqual([400, expect.stringContaining('createText2Vidio')])
  expect(await mock.control.taskCount()).toBe(0)
  await expect(startMock({ port: 0, seed: { taks: [] } as never })).rejects.toThrow('taks')
})
