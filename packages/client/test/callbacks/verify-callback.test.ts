import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { KlingCallbackSecretError, KlingCallbackSignatureError, verifyCallback } from '../../src/callbacks.ts'
import { now, otherSecret, secret, vector } from './support/signed.ts'

const { body, headers } = vector

function problemOf(options: Partial<Parameters<typeof verifyCallback>[0]>): Promise<string> {
  return verifyCallback({ body, headers, secret, now, ...options }).then(
    () => 'none',
    (error) => (error instanceof KlingCallbackSignatureError ? error.problem : String(error)),
  )
}

describe('the published test vector', () => {
  test('is genuine', async () => {
    expect(await verifyCallback({ body, headers, secret, now })).toEqual({ id: '9876543210', timestamp: 1781080794 })
  })

  test('as bytes, with headers of any server and in any case', async () => {
    const bytes = new TextEncoder().encode(body)
    const shouting = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
    const asNodeHasThem = { ...headers, cookie: undefined, 'set-cookie': ['a', 'b'] }
    for (const given of [new Headers(headers), shouting, asNodeHasThem, Object.entries(headers), new Map(Object.entries(headers))]) {
      expect(await problemOf({ headers: given, body: bytes })).toBe('none')
    }
    expect(await problemOf({ body: bytes.buffer })).toBe('none')
  })

  test('is refused when a byte of body, id or time is another one', async () => {
    expect(await problemOf({ body: `${body} ` })).toBe('mismatch')
    expect(await problemOf({ body: JSON.stringify(JSON.parse(body), null, 1) })).toBe('mismatch')
    expect(await problemOf({ headers: { ...headers, 'webhook-id': '9876543211' } })).toBe('mismatch')
    expect(await problemOf({ headers: { ...headers, 'webhook-timestamp': '1781080795' } })).toBe('mismatch')
    expect(await problemOf({ secret: otherSecret })).toBe('mismatch')
  })
})

describe('while a secret is being replaced', () => {
  const both = { ...headers, 'webhook-signature': `v1,${btoa('x'.repeat(32))} ${headers['webhook-signature']}` }

  test('one of several signatures is enough', async () => {
    expect(await problemOf({ headers: both })).toBe('none')
    expect(await problemOf({ headers: { ...headers, 'webhook-signature': [`v1,${btoa('y')}`, headers['webhook-signature']] } })).toBe('none')
  })

  test('one of several secrets is enough', async () => {
    expect(await problemOf({ secret: [otherSecret, secret] })).toBe('none')
    expect(await problemOf({ secret: [otherSecret] })).toBe('mismatch')
  })

  test('signatures of versions to come are passed over', async () => {
    expect(await problemOf({ headers: { ...headers, 'webhook-signature': `v2,abc v1a,def ${headers['webhook-signature']}` } })).toBe('none')
    expect(await problemOf({ headers: { ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v2,') } })).toBe('malformed-header')
  })
})

describe('the time stamp', () => {
  test('may be off by 5 minutes either way, not more', async () => {
    const at = (seconds: number) => problemOf({ now: () => (vector.seconds + seconds) * 1000 })
    expect(await Promise.all([at(300), at(-300), at(301), at(-301)])).toEqual(['none', 'none', 'too-old', 'too-new'])
  })

  test('or by as much as is asked for', async () => {
    expect(await problemOf({ tolerance: 10, now: () => (vector.seconds + 11) * 1000 })).toBe('too-old')
    expect(await problemOf({ tolerance: Number.POSITIVE_INFINITY, now: () => 0 })).toBe('none')
    await expect(verifyCallback({ body, headers, secret, tolerance: Number.NaN })).rejects.toThrow(RangeError)
  })

  test.each(['', '-5', '1781080794.5', '0x10', '1e9', 'soon', ' 1781080794', '9'.repeat(13)])('%j is none', async (value) => {
    expect(await problemOf({ headers: { ...headers, 'webhook-timestamp': value } })).toMatch(/-header$/)
  })
})

describe('headers', () => {
  test.each(Object.keys(headers))('without %s the message says what may be wrong', async (name) => {
    await expect(verifyCallback({ body, headers: { ...headers, [name]: undefined }, secret, now })).rejects.toThrow(`The header ${name} is missing`)
  })

  test('with two ids or times no one is chosen', async () => {
    expect(await problemOf({ headers: { ...headers, 'webhook-id': [headers['webhook-id'], '1'] } })).toBe('missing-header')
    expect(await problemOf({ headers: [...Object.entries(headers), ['Webhook-Timestamp', '1']] })).toBe('missing-header')
  })
})

describe('the secret on this side', () => {
  test('is taken without its prefix and with a line break at the end', async () => {
    expect(await problemOf({ secret: secret.slice('whsec_'.length) })).toBe('none')
    expect(await problemOf({ secret: `${secret}\n` })).toBe('none')
  })

  test.each([
    ['', 'empty'],
    ['whsec_', 'empty'],
    [' \n', 'empty'],
    ['whsec_not base64!', 'not Base64'],
  ])('%j is refused as %s', async (given, reason) => {
    const refused = verifyCallback({ body, headers, secret: given, now })
    await expect(refused).rejects.toThrow(KlingCallbackSecretError)
    await expect(refused).rejects.toThrow(reason)
  })

  test('is missing when there is none in the list, or none at all', async () => {
    await expect(verifyCallback({ body, headers, secret: [], now })).rejects.toThrow(KlingCallbackSecretError)
    await expect(verifyCallback({ body, headers, secret: undefined as never, now })).rejects.toThrow(KlingCallbackSecretError)
  })

  test('does not occur in any error', async () => {
    for (const options of [{ secret: otherSecret }, { secret: `${secret}!` }, { now: () => 0 }, { headers: {} }]) {
      const error = await verifyCallback({ body, headers, secret, now, ...options }).catch((error) => error)
      expect(`${error.stack} ${JSON.stringify(error)}`).not.toMatch(/dGVzdHNlY3Jl|dGhlIHNlY3Jld/)
    }
  })
})

describe('the library of the standard', () => {
  test('signs what is genuine here', async () => {
    const at = new Date()
    const body = '{"task_id":"1","task_status":"succeed","text":"雪の狐 🦊"}'
    const headers = {
      'webhook-id': 'msg_2',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('msg_2', at, body),
    }
    expect(await verifyCallback({ body, headers, secret })).toMatchObject({ id: 'msg_2' })
  })
})
