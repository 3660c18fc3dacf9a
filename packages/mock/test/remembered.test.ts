import { expect, test } from 'vitest'
import { Remembered } from '../src/remembered.js'

test('a value is worked out once', async () => {
  const remembered = new Remembered<number>(10)
  let times = 0
  const workOut = async () => ++times
  expect([await remembered.get('a', workOut), await remembered.get('a', workOut), await remembered.get('b', workOut)]).toEqual([1, 1, 2])
})

test('no more values are kept than allowed, however many keys are asked for', async () => {
  const remembered = new Remembered<string>(3)
  let times = 0
  for (const key of ['a', 'b', 'c', 'd', 'a']) await remembered.get(key, async () => `${key}${++times}`)
  expect(await remembered.get('a', async () => 'anew')).toBe('a5')
  expect(await remembered.get('b', async () => 'anew')).toBe('anew')
})

test('what fails is tried again', async () => {
  const remembered = new Remembered<string>(3)
  await expect(remembered.get('a', () => Promise.reject(new Error('not today')))).rejects.toThrow('not today')
  expect(await remembered.get('a', async () => 'now')).toBe('now')
})
