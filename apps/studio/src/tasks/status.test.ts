import { expect, test } from 'vitest'
import { endOf, statusAt } from './status.ts'

const state = (status: 'submitted' | 'processing' | 'succeeded', updatedAt: number) => ({ status, message: '', updatedAt })

test('a task is what its last state up to now says, and ends when its record says', () => {
  const states = [state('submitted', 0), state('processing', 500), state('succeeded', 2000)]
  expect(statusAt({ states }, 1999).status).toBe('processing')
  expect(statusAt({ states }, 2000).status).toBe('succeeded')
  expect(endOf({ states })).toBe(2000)
})

test('one that waits for reads has no end, nor has one of a seed that stays as it is', () => {
  expect(endOf({ states: [state('submitted', 0)] })).toBeUndefined()
  expect(endOf({ states: [state('submitted', 0), state('processing', 1), state('succeeded', 1e14)] })).toBeUndefined()
})
