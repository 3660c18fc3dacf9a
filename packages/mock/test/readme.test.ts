import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { optionTable, variableOf } from '../src/options/option-table.js'
import { startReceiver } from './support/receiver.js'

const text = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8')

describe('the first hour, with the curl lines of the README as they stand', () => {
  const secret = /--webhook-secret (whsec_\S+?)`/.exec(text)![1]!
  let mock: Mock
  let comet: Mock
  beforeAll(async () => {
    mock = await startMock({ port: 0, webhookSecret: secret, timeFactor: 20 })
    comet = await startMock({ port: 0, gateway: 'cometapi' })
  })
  afterAll(() => Promise.all([mock.close(), comet.close()]))

  /** The curl lines of a step. */
  function linesOf(step: number): string[] {
    const [, part = ''] = text.split(`**${step}. `)
    return part
      .split(/\*\*\d\. |^## /m)[0]!
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line.startsWith('curl '))
  }

  /** Runs a line in a shell, against the mocks of this test. */
  async function run(line: string | undefined, receiver = ''): Promise<any> {
    const here = line!
      .replaceAll('http://127.0.0.1:4010', mock.url)
      .replaceAll('http://127.0.0.1:4011', comet.url)
      .replaceAll('http://127.0.0.1:5000', receiver)
    return JSON.parse((await promisify(execFile)('sh', ['-c', here])).stdout)
  }

  /** Reads until the task has ended. */
  async function ended(id: string): Promise<any> {
    for (;;) {
      const answer = await fetch(`${mock.url}/v1/videos/text2video/${id}`, { headers: { authorization: 'Bearer any' } })
      const { data } = (await answer.json()) as any
      if (/succeed|failed/.test(data.task_status)) return data
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  test('create, watch it move, play the video', async () => {
    expect((await run(linesOf(1)[0])).data.task_status).toBe('submitted')
    const { data } = await run(linesOf(2)[0])
    expect(data.task_info.external_task_id).toBe('fox-1')
    const { task_result } = await ended(data.task_id)
    expect((await fetch(task_result.videos[0].url)).headers.get('content-type')).toBe('video/mp4')
  })

  test('get a signed callback', async () => {
    await using receiver = await startReceiver()
    await run(linesOf(4)[0], receiver.url)
    const [call] = await receiver.after(1)
    expect(call!.headers['webhook-signature']).toMatch(/^v1,/)
  })

  test('make it fail: by a header, by a rule, by words in an id', async () => {
    const [header, rule, words] = linesOf(5)
    expect((await ended((await run(header)).data.task_id)).task_status_msg).toBe('Failure to pass the risk control system')
    expect((await run(rule)).id).toBe('rule-1')
    expect((await ended((await run(words)).data.task_id)).task_status).toBe('failed')
    await mock.control.reset()
  })

  test('hit the limit', async () => {
    expect((await run(linesOf(6)[0])).packs[0].slots).toBe(1)
    mock.control.clock.freeze()
    expect((await run(linesOf(1)[0])).code).toBe(0)
    expect((await run(linesOf(5)[0])).code).toBe(1303)
    mock.control.clock.unfreeze()
  })

  test('switch to CometAPI', async () => {
    expect((await run(linesOf(7)[0])).data.task_status).toBe('submitted')
  })

  test('move the clock', async () => {
    const [line] = text.match(/^curl .*clock\/advance.*$/m)!
    expect((await run(line)).now).toBeGreaterThan(Date.now() + 29 * 86_400_000)
  })
})

test('the table of options is the one of the program', () => {
  const rows = [...text.matchAll(/^\| `(\w+)` +\| `(--[^`]+)` +\| `(KLING_MOCK_\w+)` +\| (.+) \|$/gm)].map(([, ...cells]) => cells)
  expect(rows.map(([key, flag, variable]) => [key, flag, variable])).toEqual(optionTable.map((row) => [row.key, row.flag, variableOf(row)]))
  for (const [index, row] of optionTable.entries()) expect(rows[index]![3]).toContain(row.about)
})
