import { once } from 'node:events'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Mock, OptionError, startMock } from '../src/index.js'
import { ask } from './support/ask.js'
import { startMockProcess } from './support/mock-process.js'
import { stateFolder, session as within } from './support/state-folder.js'
import { openTerminal } from './support/terminal.js'

const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow' }
const text2video = '/v1/videos/text2video'

const folder = stateFolder()
let state: string
beforeEach(() => {
  state = folder.file()
})

const create = async (mock: { url: string }, body: object = fox) => (await ask(mock, text2video, { body })).json.data?.task_id as string
const statusOf = async (mock: { url: string }, id: string) => (await ask(mock, `${text2video}/${id}`)).json.data?.task_status

const session = <Value>(work: (mock: Mock) => Promise<Value>, options: object = {}) => within({ state, ...options }, work)

describe('a restart', () => {
  test('finds tasks again, with what was done to them, and goes on', async () => {
    const [first, failed] = await session(async (mock) => {
      mock.control.clock.freeze()
      const ids = [await create(mock, { ...fox, external_task_id: 'mine' }), await create(mock)]
      await mock.control.fail(ids[1]!, 'no foxes')
      return ids as [string, string]
    })
    await session(async (mock) => {
      expect(await statusOf(mock, failed)).toBe('failed')
      expect((await ask(mock, `${text2video}/mine`)).json.data.task_id).toBe(first)
      const third = await create(mock)
      expect((await ask(mock, text2video)).json.data.map((task: any) => task.task_id)).toEqual([third, failed, first])
      // An external id is taken for good.
      expect((await ask(mock, text2video, { body: { ...fox, external_task_id: 'mine' } })).json.message).toBe('External_task_id mine already exists')
    })
  })

  test('tasks that are counted by reads keep their count', async () => {
    const id = await session(
      async (mock) => {
        const made = await create(mock)
        await statusOf(mock, made)
        return made
      },
      { reads: 2 },
    )
    await session(async (mock) => expect(await statusOf(mock, id)).toBe('succeed'), { reads: 2 })
  })

  test('what a task made can be referred to', async () => {
    const video = await session(
      async (mock) => {
        const id = await create(mock)
        return (await ask(mock, `${text2video}/${id}`)).json.data.task_result.videos[0].id as string
      },
      { speed: 'instant' },
    )
    await session(
      async (mock) => {
        const extend = (video_id: string) => ask(mock, '/v1/videos/video-extend', { body: { video_id } })
        expect((await extend(video)).status).toBe(200)
        expect((await extend('911111111111111111')).status).toBe(400)
      },
      { references: 'strict' },
    )
  })

  test('reset() is remembered as well', async () => {
    await session(async (mock) => {
      await create(mock)
      await mock.control.reset()
    })
    await session(async (mock) => expect(await mock.control.taskCount()).toBe(0))
  })
})

describe('the file', () => {
  test('has the task in it before the answer is there', async () => {
    await session(async (mock) => {
      const id = await create(mock)
      expect(readFileSync(state, 'utf8')).toContain(`"id":"${id}"`)
    })
  })

  test('holds only what counts after a start', async () => {
    const lines = () => readFileSync(state, 'utf8').trim().split('\n').length
    await session(
      async (mock) => {
        const id = await create(mock)
        for (let read = 0; read < 10; read++) await statusOf(mock, id)
        expect(lines()).toBeGreaterThan(10)
      },
      { reads: 50 },
    )
    // The head, the account, the task.
    await session(async () => expect(lines()).toBe(3))
  })

  test('with a last line that was cut off: the line is dropped and reported, the rest is there', async () => {
    const id = await session((mock) => create(mock))
    appendFileSync(state, '{"task":{"id":"86')
    await session(async (mock) => {
      expect(mock.notes).toEqual([`state file ${state}: the last line was cut off and is dropped (17 characters); nobody was answered about it`])
      expect(await statusOf(mock, id)).toBe('submitted')
    })
    await session(async (mock) => expect(mock.notes).toEqual([]))
  })

  test('that is broken in the middle, or is another file, is left as it is', async () => {
    await session((mock) => create(mock))
    const broken = readFileSync(state, 'utf8').replace('\n', '\nbroken\n')
    writeFileSync(state, broken)
    await expect(startMock({ port: 0, state })).rejects.toThrow('line 2 is no JSON; take it out, or move the file away to begin anew')
    expect(readFileSync(state, 'utf8')).toBe(broken)
    writeFileSync(state, '{"name":"my-app"}\n')
    await expect(startMock({ port: 0, state })).rejects.toThrow(OptionError)
    expect(readFileSync(state, 'utf8')).toBe('{"name":"my-app"}\n')
  })

  test('with a line of a later version is left as it is', async () => {
    await session((mock) => create(mock))
    appendFileSync(state, '{"tomorrow":1}\n')
    await expect(startMock({ port: 0, state })).rejects.toThrow('says nothing this version knows; use the version that wrote it, or move the file away')
  })

  test('with stateSync is forced to disk before the answer, many changes at once', async () => {
    await session(
      async (mock) => {
        const ids = await Promise.all(Array.from({ length: 50 }, () => create(mock)))
        await ask(mock, '/__kling/rules', { body: { then: 'code=1303' } })
        const text = readFileSync(state, 'utf8')
        expect(ids.filter((id) => !text.includes(id))).toEqual([])
        expect(text).toContain('"rule-1"')
      },
      { stateSync: true },
    )
    await session(async (mock) => expect(await mock.control.taskCount()).toBe(50))
  })

  test('that cannot be written is told as such', async () => {
    await expect(startMock({ port: 0, state: path.join(folder.path, 'nowhere/state.jsonl') })).rejects.toThrow(/^state file .+ cannot be used: ENOENT/)
  })
})

describe('a disk that is full', () => {
  test.skipIf(process.platform === 'win32')('refuses what it cannot keep, holds nothing for it, and spoils nothing', async () => {
    const cli = path.resolve(import.meta.dirname, '../dist/cli.js')
    // No file of this process may grow beyond 10 KiB.
    const terminal = openTerminal(`sh -c 'ulimit -f 20; exec ${process.execPath} ${cli} --port 0 --slots 1000 --state ${state}'`)
    const answered: string[] = []
    try {
      const mock = { url: (await terminal.until(/\n/)).trim().split(' ').at(-1)! }
      for (;;) {
        const { status, json } = await ask(mock, text2video, { body: fox })
        if (status !== 200) {
          expect([status, json.code]).toEqual([500, 5000])
          break
        }
        answered.push(json.data.task_id)
      }
      // Reading goes on.
      expect((await ask(mock, text2video)).json.data).toHaveLength(Math.min(30, answered.length))
    } finally {
      await terminal.close()
    }
    expect(answered.length).toBeGreaterThan(5)
    await session(async (mock) => {
      expect(mock.notes).toEqual([])
      expect((await mock.control.tasks(1000)).map(({ id }) => id).sort()).toEqual(answered.sort())
    })
  })
})

describe('kill -9', () => {
  test.each([30, 80, 150])('after %i answers in a burst of creates: no answered task is lost', async (enough) => {
    const answered: string[] = []
    {
      await using mock = await startMockProcess({ state })
      const lane = async () => {
        for (;;) {
          try {
            const id = await create(mock)
            answered.push(id)
          } catch {
            return
          }
          if (answered.length === enough) mock.child.kill('SIGKILL')
        }
      }
      await Promise.all(Array.from({ length: 8 }, lane))
      if (mock.child.signalCode === null) await once(mock.child, 'exit')
    }
    expect(answered.length).toBeGreaterThanOrEqual(enough)
    await session(async (mock) => {
      const statuses = await Promise.all(answered.map((id) => statusOf(mock, id)))
      expect(statuses.filter((status) => status === undefined)).toEqual([])
      expect(await mock.control.taskCount()).toBeLessThanOrEqual(answered.length + 8)
    })
  })
})
