import { describe, expect, test } from 'vitest'
import { Budget } from '../src/check/budget.js'
import { mostUnits } from '../src/check/price.js'
import { readContract } from '../src/document/contract.js'

const { operations } = readContract('official')
const most = (id: string, body: object) => mostUnits(operations.find((operation) => operation.id === id)!, body, '2026-11-20')

describe('the most a call can cost', () => {
  test('follows the price table: model, quality and length', () => {
    expect(most('createTextToVideoKling30Turbo', { prompt: 'x', settings: { resolution: '1080p', duration: 10 } })).toBe(10)
    // The documented defaults count where a body says nothing.
    expect(most('createTextToVideoKling30Turbo', { prompt: 'x' })).toBe(4)
  })

  test('is the most expensive reading where the table leaves something open', () => {
    expect(most('createVideoExtend', { video_id: '1' })).toBe(3.5)
    expect(most('createTextToVideoKling30Turbo', { prompt: 'x', settings: { resolution: '8k', duration: 5 } })).toBe(5)
  })

  test('is nothing for calls that make nothing', () => {
    expect(most('deleteVoice', { voice_id: '1' })).toBe(0)
    expect(most('listTasks', {})).toBe(0)
    expect(most('listPackageDeductions', {})).toBe(0)
  })

  test('is unknown where nobody published it', () => {
    expect(most('createTalkingAgent', {})).toBeUndefined()
    expect(most('createTextToVideoKling30Turbo', { settings: { duration: -1 } })).toBeUndefined()
  })

  test('is known or unknown for every documented example, never less than nothing', () => {
    for (const { id, requests, method } of operations.filter((operation) => operation.method === 'POST')) {
      for (const body of Object.values(requests)) {
        const units = most(id, body)
        expect(units === undefined || units >= 0, `${method} ${id}`).toBe(true)
      }
    }
  })
})

test('a budget sets aside, and gives back what was refused', () => {
  const budget = new Budget(5)
  expect([budget.take(4), budget.take(2), budget.spent]).toEqual([true, false, 4])
  budget.giveBack(4)
  expect([budget.take(5), budget.take(0), budget.take(0.1)]).toEqual([true, true, false])
})
