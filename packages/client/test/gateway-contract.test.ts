import { type Mock, startMock } from '@klingkit/mock'
import type { RequestCheck } from '@klingkit/zod'
import * as cloudsway from '@klingkit/zod/cloudsway'
import * as cometapi from '@klingkit/zod/cometapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { contractOf, exactText, parseExact, rounded, rulesBeyondSchema } from './support/contract.ts'

/*
 * The same for the gateways, each with its own document, paths, limits and validators.
 */
const gateways = [
  { id: 'cometapi', base: '/kling', zod: cometapi },
  { id: 'cloudsway', base: '/v1/ai/mine/kling', zod: cloudsway },
] as const

describe.each(gateways)('$id', ({ id: gateway, base, zod }) => {
  const { operations } = contractOf(`${gateway}.json`, `${gateway}-invalid-bodies.json`)
  const beyondSchema = rulesBeyondSchema(`${gateway}.json`)
  const check = zod.checkRequest as (id: string, parts: object) => RequestCheck
  const validators = zod.validators as unknown as Record<string, { response: ZodType }>

  let mock: Mock
  beforeAll(async () => {
    mock = await startMock({ port: 0, mode: 'replay', gateway })
  })
  afterAll(() => mock.close())

  describe.each(operations)('$id', ({ id, method, path, needs, requests, successes, invalid, accepts }) => {
    const bodies: [string, unknown][] = method === 'POST' ? requests : [['no body', undefined]]
    const query = new URLSearchParams(Object.entries(needs.query ?? {}).map(([name, value]) => [name, String(value)]))
    const target = `${base}${path.replace('{id}', needs.path?.id ?? '')}?${query}`

    const ask = async (body: unknown, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${mock.url}${target}`, {
        method,
        headers: { authorization: 'Bearer any', 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: exactText(body) }),
      })
      return { status: answer.status, text: await answer.text() }
    }

    test('each request example goes through and is answered as documented', async () => {
      expect(bodies.length).toBeGreaterThan(0)
      for (const [name, body] of bodies) {
        const { status, text } = await ask(body)
        expect([name, status]).toEqual([name, 200])
        expect(parseExact(text), name).toEqual(successes[0]![1])
        if (body !== undefined) expect([name, accepts!(rounded(body)), check(id, { ...needs, body: rounded(body) }).issues]).toEqual([name, true, []])
      }
    })

    test('each documented success comes when it is preferred, and is one for the validator', async () => {
      for (const [name, answer] of successes) {
        const { status, text } = await ask(bodies[0]![1], { prefer: `code=200, example=${name}` })
        expect([name, status]).toEqual([name, 200])
        expect(parseExact(text), name).toEqual(answer)
        expect(validators[id]!.response.safeParse(JSON.parse(text)), name).toMatchObject({ success: true })
      }
    })

    if (method === 'POST') {
      test('each invalid example is refused by zod, by Ajv and by the mock, for the same reason', async () => {
        expect(invalid.length).toBeGreaterThanOrEqual(3)
        for (const [name, { rule, value }] of invalid) {
          const body = rounded(value)
          const { ok, issues } = check(id, { ...needs, body })
          expect([name, ok]).toEqual([name, false])
          if (!beyondSchema.has(rule)) expect([name, accepts!(body)]).toEqual([name, false])
          const { status, text } = await ask(value)
          expect([name, status]).toEqual([name, 400])
          // CometAPI passes Kling's error on two levels down.
          const answered = JSON.parse(text)
          expect(gateway === 'cometapi' ? answered.data.data : answered, name).toEqual({
            code: 1201,
            message: issues[0]!.message,
            request_id: expect.any(String),
          })
        }
      })
    }
  })
})
