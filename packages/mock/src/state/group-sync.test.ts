import { expect, test } from 'vitest'
import { GroupSync } from './group-sync.js'

/** A disk that takes its time, and remembers how many lines it had each time. */
function slowDisk() {
  const done: (() => void)[] = []
  const sync = new GroupSync(() => new Promise((resolve) => done.push(resolve)))
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return { sync, done, turn }
}

test('nothing written: nothing to wait for', () => {
  expect(slowDisk().sync.settled()).toBeUndefined()
})

test('all that wait in one turn share one call', async () => {
  const { sync, done, turn } = slowDisk()
  const waiting = Array.from({ length: 100 }, () => {
    sync.wrote()
    return sync.settled()
  })
  await turn()
  await turn()
  expect(done).toHaveLength(1)
  done[0]!()
  await Promise.all(waiting)
  expect(sync.settled()).toBeUndefined()
})

test('what is written while the disk is busy waits for the next call', async () => {
  const { sync, done, turn } = slowDisk()
  const order: string[] = []
  sync.wrote()
  const first = sync.settled()!.then(() => order.push('first'))
  await turn()
  await turn()
  sync.wrote()
  const second = sync.settled()!.then(() => order.push('second'))
  done[0]!()
  await first
  expect(order).toEqual(['first'])
  await turn()
  await turn()
  done[1]!()
  await second
  expect(order).toEqual(['first', 'second'])
})

test('a disk that fails is told to who waits, and tried again by the next', async () => {
  let calls = 0
  const sync = new GroupSync(() => (calls++ === 0 ? Promise.reject(new Error('EIO')) : Promise.resolve()))
  sync.wrote()
  await expect(sync.settled()).rejects.toThrow('EIO')
  await sync.settled()
  expect(sync.settled()).toBeUndefined()
})
