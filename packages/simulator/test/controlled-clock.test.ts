import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ControlledClock } from '../src/index.js'

/** A clock over a time that a test moves by hand, as the system's time moves by itself. */
function createClock() {
  let real = 1000
  const clock = new ControlledClock(() => real)
  const pass = (milliseconds: number) => {
    real += milliseconds
  }
  return { clock, pass }
}

describe('a clock that can be controlled', () => {
  test('runs with the time, until it is stopped', () => {
    const { clock, pass } = createClock()
    pass(50)
    expect(clock.now()).toBe(1050)
    clock.freeze()
    pass(50)
    expect([clock.now(), clock.frozen]).toEqual([1050, true])
    clock.unfreeze()
    pass(10)
    expect([clock.now(), clock.frozen]).toEqual([1060, false])
  })

  test('stands at any moment', () => {
    const { clock, pass } = createClock()
    clock.freeze(5_000_000)
    pass(50)
    expect(clock.now()).toBe(5_000_000)
    clock.freeze(10)
    expect(clock.now()).toBe(10)
    clock.unfreeze()
    pass(5)
    expect(clock.now()).toBe(15)
  })

  test('is moved on, running or not', () => {
    const { clock, pass } = createClock()
    clock.advance(100)
    pass(1)
    expect(clock.now()).toBe(1101)
    clock.freeze()
    clock.advance(100)
    expect(clock.now()).toBe(1201)
  })

  test('runs faster', () => {
    const { clock, pass } = createClock()
    clock.setFactor(60)
    pass(1000)
    expect([clock.now(), clock.factor]).toEqual([61_000, 60])
    clock.setFactor(1)
    pass(1000)
    expect(clock.now()).toBe(62_000)
    for (const factor of [0, -1, Number.NaN]) expect(() => clock.setFactor(factor)).toThrow(RangeError)
  })

  test('does not go back when the time of the system does', () => {
    const { clock, pass } = createClock()
    pass(100)
    expect(clock.now()).toBe(1100)
    pass(-60)
    expect(clock.now()).toBe(1100)
    pass(100)
    expect(clock.now()).toBe(1140)
  })
})

describe('its timers', () => {
  test('run in their order when the time is moved on, each at its own moment', () => {
    const { clock } = createClock()
    clock.freeze()
    const seen: [string, number][] = []
    const note = (name: string) => () => void seen.push([name, clock.now()])
    clock.at(1300, note('c'))
    clock.at(1100, () => {
      note('a')()
      clock.at(1200, note('b'))
      clock.at(1900, note('too late'))
    })
    clock.at(1300, note('d'))
    clock.advance(500)
    expect(seen).toEqual([
      ['a', 1100],
      ['b', 1200],
      ['c', 1300],
      ['d', 1300],
    ])
    expect(clock.now()).toBe(1500)
  })

  test('can be called off, also by one another', () => {
    const { clock } = createClock()
    clock.freeze()
    const seen: string[] = []
    clock.at(1100, () => cancel())
    const cancel = clock.at(1200, () => void seen.push('called off'))
    clock.at(1050, () => void seen.push('kept'))
    clock.advance(1000)
    expect(seen).toEqual(['kept'])
  })

  test('run by themselves while the time runs, and wait while it stands', async () => {
    const clock = new ControlledClock()
    clock.freeze()
    const seen: string[] = []
    clock.at(clock.now() + 20, () => void seen.push('later'))
    clock.at(clock.now() - 1, () => void seen.push('due'))
    await expect.poll(() => seen).toEqual(['due'])
    clock.setFactor(1000)
    clock.unfreeze()
    await expect.poll(() => seen).toEqual(['due', 'later'])
  })

  test('many of them are no burden', () => {
    const { clock } = createClock()
    clock.freeze()
    let runs = 0
    for (let index = 0; index < 50_000; index++) clock.at(1000 + ((index * 7919) % 50_000), () => void runs++)
    clock.advance(60_000)
    expect(runs).toBe(50_000)
  })
})

test('fake timers of a test runner move it, even where they are set after it was made', () => {
  const clock = new ControlledClock()
  vi.useFakeTimers({ now: clock.now() + 1000 })
  onTestFinished(() => void vi.useRealTimers())
  const start = clock.now()
  const seen: number[] = []
  clock.at(start + 500, () => void seen.push(clock.now() - start))
  vi.advanceTimersByTime(499)
  expect([clock.now() - start, seen]).toEqual([499, []])
  vi.advanceTimersByTime(1)
  expect(seen).toEqual([500])
})
