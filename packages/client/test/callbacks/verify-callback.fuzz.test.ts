import { signatureHeaders } from '@klingkit/simulator'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { KlingCallbackSignatureError, verifyCallback } from '../../src/callbacks.ts'
import { otherSecret, secret } from './support/signed.ts'

const seed = 20261120
const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const

/** Ways to spoil a genuine call, each in one place. */
const spoiling = fc.record({
  part: fc.constantFrom('body', ...names),
  at: fc.nat(),
  change: fc.constantFrom('drop', 'double', 'other'),
})

function spoilt(text: string, at: number, change: string): string {
  const place = at % text.length
  const character = text[place]!
  const put = { drop: '', double: character + character, other: character === '7' ? '8' : '7' }[change]!
  return text.slice(0, place) + put + text.slice(place + 1)
}

test('every genuine call is taken, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.stringMatching(/^[!-~]{1,40}$/), fc.nat({ max: 4_000_000_000 }), async (text, id, seconds) => {
      // What goes over the wire is UTF-8.
      const body = new TextDecoder().decode(new TextEncoder().encode(text))
      const headers = await signatureHeaders([otherSecret, secret], id, seconds, body)
      expect(await verifyCallback({ body, headers, secret, now: () => seconds * 1000 })).toEqual({ id, timestamp: seconds })
    }),
    { seed, numRuns: 300 },
  )
})

test('no spoilt call is taken, and all are refused alike: with a KlingCallbackSignatureError', async () => {
  const seconds = Math.floor(Date.now() / 1000)
  const genuine = { body: '{"task_id":"868890153925369900","task_status":"succeed"}', headers: await signatureHeaders(secret, 'msg_1', seconds, '') }
  genuine.headers = await signatureHeaders(secret, 'msg_1', seconds, genuine.body)
  await fc.assert(
    fc.asyncProperty(spoiling, async ({ part, at, change }) => {
      const body = part === 'body' ? spoilt(genuine.body, at, change) : genuine.body
      const headers = part === 'body' ? genuine.headers : { ...genuine.headers, [part]: spoilt(genuine.headers[part]!, at, change) }
      const error = await verifyCallback({ body, headers, secret, tolerance: Number.POSITIVE_INFINITY }).catch((error) => error)
      expect(error).toBeInstanceOf(KlingCallbackSignatureError)
    }),
    { seed, numRuns: 1000 },
  )
})

test('arbitrary headers never break it, and never pass', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined)), { noNullPrototype: true }),
      async (headers) => {
        await expect(verifyCallback({ body: '{}', headers, secret })).rejects.toBeInstanceOf(KlingCallbackSignatureError)
      },
    ),
    { seed, numRuns: 500 },
  )
})

test('the judgement is that of the library of the standard', async () => {
  const now = Math.floor(Date.now() / 1000)
  const body = '{"id":"1","status":"succeeded"}'
  const parts = fc.array(fc.constantFrom('right', 'wrong', 'empty', 'short', 'v2', 'v1a'), { minLength: 1, maxLength: 4 })
  // Far enough from the border that the second in which this runs does not matter.
  const skews = fc.integer({ min: -900, max: 900 }).filter((skew) => Math.abs(Math.abs(skew) - 300) > 60)
  await fc.assert(
    fc.asyncProperty(parts, skews, async (parts, skew) => {
      const sign = async (secret: string) => (await signatureHeaders(secret, 'msg_1', now + skew, body))['webhook-signature']!
      const right = await sign(secret)
      const signatures = {
        right,
        wrong: await sign(otherSecret),
        empty: 'v1,',
        short: 'v1,AAAA',
        v2: right.replace('v1', 'v2'),
        v1a: right.replace('v1', 'v1a'),
      }
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(now + skew),
        'webhook-signature': parts.map((part) => signatures[part as keyof typeof signatures]).join(' '),
      }
      const isTaken = (verify: () => unknown) =>
        Promise.resolve()
          .then(verify)
          .then(
            () => true,
            () => false,
          )
      expect(await isTaken(() => verifyCallback({ body, headers, secret }))).toBe(await isTaken(() => new Webhook(secret).verify(body, headers)))
    }),
    { seed, numRuns: 300 },
  )
})
