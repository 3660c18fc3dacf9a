import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { describe, expect, test } from 'vitest'
import { OptionError, startMock } from '../src/index.js'
import { startMockProcess } from './support/mock-process.js'
import { session, stateFolder } from './support/state-folder.js'

/* Two mocks that write to one file would spoil it, so the second one does not start. */

const folder = stateFolder()

function leave(state: string, mark: object): void {
  writeFileSync(`${state}.lock`, JSON.stringify({ klingMockLock: 1, ...mark }))
}

test('a second mock of the same process is refused, and may when the first one is closed', async () => {
  const state = folder.file()
  const first = await startMock({ port: 0, state })
  const second = startMock({ port: 0, state })
  await expect(second).rejects.toThrow(OptionError)
  await expect(second).rejects.toThrow(
    `state file ${state} is in use by another mock of this process: end that one, or name another file; if there is no such mock any more, delete ${state}.lock`,
  )
  await first.close()
  expect(existsSync(`${state}.lock`)).toBe(false)
  await session({ state }, async () => expect(existsSync(`${state}.lock`)).toBe(true))
})

test('a mock in another process is named by its number; when it was killed, its lock is taken over', async () => {
  const state = folder.file()
  {
    await using other = await startMockProcess({ state })
    await expect(startMock({ port: 0, state })).rejects.toThrow(`is in use by process ${other.child.pid} on ${hostname()}`)
    other.child.kill('SIGKILL')
    await once(other.child, 'exit')
  }
  expect(existsSync(`${state}.lock`)).toBe(true)
  await session({ state }, async () => expect(JSON.parse(readFileSync(`${state}.lock`, 'utf8')).pid).toBe(process.pid))
})

describe('a lock left behind', () => {
  test('by an earlier process with the number of this one, as in a container, is taken over', async () => {
    const state = folder.file()
    leave(state, { pid: process.pid, host: hostname(), started: 'another time' })
    await session({ state }, async (mock) => expect(await mock.control.taskCount()).toBe(0))
  })

  test.runIf(process.platform === 'linux')('by a process whose number another program has now is taken over', async () => {
    const state = folder.file()
    leave(state, { pid: process.ppid, host: hostname(), started: 'another time' })
    await session({ state }, async (mock) => expect(await mock.control.taskCount()).toBe(0))
  })

  test('on another machine may be in use, and is left alone', async () => {
    const state = folder.file()
    leave(state, { pid: 1, host: 'another-machine' })
    await expect(startMock({ port: 0, state })).rejects.toThrow(`is in use by process 1 on another-machine: end that one, or name another file`)
    expect(existsSync(`${state}.lock`)).toBe(true)
  })
})

test('a file of that name that is no lock is left as it is', async () => {
  const state = folder.file()
  writeFileSync(`${state}.lock`, 'precious')
  await expect(startMock({ port: 0, state })).rejects.toThrow('is in the way and is no lock of kling-mock; move it away, or name another state file')
  expect(readFileSync(`${state}.lock`, 'utf8')).toBe('precious')
})

test('a mock that could not start gives the file free', async () => {
  const state = folder.file()
  await expect(startMock({ port: 0, state, host: '192.0.2.1' })).rejects.toThrow('cannot listen on')
  writeFileSync(state, 'something else\n')
  await expect(startMock({ port: 0, state })).rejects.toThrow('is no state file')
  expect(existsSync(`${state}.lock`)).toBe(false)
})
