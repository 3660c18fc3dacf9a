import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import * as exported from '../src/index.js'
import * as testing from '../src/testing/index.js'
import { createWorld, today } from './support/world.js'

const folder = path.resolve(import.meta.dirname, '..')
const readme = readFileSync(path.join(folder, 'README.md'), 'utf8')
const options = readFileSync(path.join(folder, 'src/simulator-options.ts'), 'utf8')

/** The first cells of a table below a heading. */
function rowsBelow(heading: string): string[] {
  const section = readme.split(`## ${heading}`)[1]!.split('\n## ')[0]!
  return [...section.matchAll(/^\| (`.*?) \|/gm)].map(([, cell]) => cell!)
}

describe('the README', () => {
  test('names every option, and no other', () => {
    const declared = [...options.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name!)
    const named = rowsBelow('Options').flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name!))
    expect(named.sort()).toEqual(declared.sort())
  })

  test('names every word of trouble', () => {
    const words = rowsBelow('Trouble').join(' ')
    try {
      exported.parseTrouble('nonsense')
      expect.unreachable()
    } catch (error) {
      const known = (error as Error).message
        .split('it knows ')[1]!
        .split(', ')
        .map((form) => form.split('=')[0]!)
      expect(known.length).toBeGreaterThan(12)
      for (const word of known) expect(words).toContain(word)
    }
  })

  test('shows a start state that can be laid out', async () => {
    const [, example] = /```json\n([\s\S]+?)```/.exec(readme)!
    const world = createWorld({ seed: JSON.parse(example!) })
    expect(await world.control.taskCount()).toBe(16)
    expect((await world.get('/v1/videos/text2video/order-1')).json.data.created_at).toBeLessThan(today)
  })

  test('speaks of what is exported', () => {
    const names = [...readme.matchAll(/\b(createSimulator|seededRandom|readSeed|fetchSender|MemoryStore|ControlledClock)\b/g)].map(([, name]) => name!)
    expect(new Set(names).size).toBe(6)
    for (const name of names) expect(exported).toHaveProperty(name)
    for (const name of ['storeConformance', 'senderConformance']) expect(testing).toHaveProperty(name)
    const { Control } = { Control: Object.getOwnPropertyNames(Object.getPrototypeOf(createWorld().control)) }
    const section = readme.split('## Control')[1]!.split('\n## ')[0]!
    for (const [, name] of section.matchAll(/`(?:control\.)?(\w+)(?:\([^`]*\))?`/g)) expect(Control).toContain(name)
  })

  test('its first example does what it says', async () => {
    const { fetch, control } = exported.createSimulator()
    const headers = { authorization: 'Bearer any' }
    const text2video = 'https://api-singapore.klingai.com/v1/videos/text2video'
    const created = await fetch(text2video, { method: 'POST', headers, body: JSON.stringify({ model_name: 'kling-v3', prompt: 'a fox in the snow' }) })
    const { data } = await created.json()
    expect(data.task_status).toBe('submitted')
    control.clock.freeze()
    control.clock.advance(2000)
    const read = await fetch(`${text2video}/${data.task_id}`, { headers })
    expect((await read.json()).data.task_status).toBe('succeed')
  })
})
