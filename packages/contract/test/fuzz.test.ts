import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { readContract } from '../src/document/contract.js'
import { checkHar, htmlReport, junitReport, reportOfHar, textReport } from '../src/index.js'
import { exactText, parseExact } from '../src/json/exact-json.js'
import { Judge } from '../src/judge/judge.js'

/* Whatever comes, it is judged; nothing falls over, and nothing that is no answer of Kling passes for one. */

const seeded = { seed: 20261120, numRuns: 150 }
const contract = readContract('official')
const judge = new Judge(contract)
const folder = mkdtempSync(path.join(tmpdir(), 'kling-contract-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the judge', () => {
  const operation = fc.constantFrom(...contract.operations)

  test('takes any JSON for an answer, and finds none of it right', async () => {
    const foreign = fc.jsonValue().filter((value) => JSON.parse(JSON.stringify(value))?.code !== 0)
    await fc.assert(
      fc.asyncProperty(operation, foreign, async (one, body) => {
        const answer = { status: 200, contentType: 'application/json', text: JSON.stringify(body) }
        expect((await judge.judge(one, { request: { path: one.path, query: {} }, response: answer })).response).not.toEqual([])
      }),
      seeded,
    )
  })

  test('takes any text, status, content type, path and query', async () => {
    const text = fc.string({ unit: 'grapheme' })
    await fc.assert(
      fc.asyncProperty(
        operation,
        text,
        fc.integer({ min: 100, max: 599 }),
        text,
        text,
        fc.dictionary(text, text),
        async (one, body, status, contentType, segment, query) => {
          const target = one.path.replace('{id}', () => encodeURIComponent(segment))
          const { response } = await judge.judge(one, { request: { path: target, query }, response: { status, contentType, text: body } })
          expect(response).not.toEqual([])
        },
      ),
      seeded,
    )
  })
})

test('any recording becomes a report, in every form', async () => {
  const file = path.join(folder, 'any.har')
  const url = fc.oneof(fc.webUrl(), fc.constantFrom(...contract.operations.map(({ path: target }) => `https://api-singapore.klingai.com${target}`)))
  const message = fc.record({
    headers: fc.oneof(fc.jsonValue(), fc.array(fc.record({ name: fc.string(), value: fc.string() }))),
    content: fc.jsonValue(),
    postData: fc.jsonValue(),
  })
  const entry = fc.record({
    request: fc.tuple(message, url).map(([given, target]) => ({ ...given, method: 'POST', url: target })),
    response: fc.oneof(message, fc.jsonValue()),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(entry, fc.jsonValue()), { maxLength: 5 }), async (entries) => {
      writeFileSync(file, JSON.stringify({ log: { entries } }))
      const report = reportOfHar(await checkHar(file))
      for (const form of [textReport, junitReport, htmlReport]) expect(form(report)).toContain('Kling contract')
    }),
    seeded,
  )
})

test('no digit of a number is lost on the way', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (number) => {
      expect(exactText(parseExact(`{"element_id":${number}}`))).toBe(`{"element_id":${number}}`)
    }),
    seeded,
  )
})
