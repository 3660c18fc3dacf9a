import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { createWorld, day, hour, minute, second, today, type World } from './support/world.js'

const legacy = '/v1/videos/text2video/1'
const current = '/tasks?task_ids=1'
const account = `/account/costs?start_time=0&end_time=${today}`
const accessKey = 'AK-1'
const secretKey = 'a-secret-of-at-least-some-length'
const seconds = today / 1000

interface Claims {
  iss?: string
  exp?: number | undefined
  nbf?: number
  secret?: string
  alg?: string
  more?: Record<string, unknown>
}

/** A token as Kling's page says to sign it, made by a library that is not ours. */
function token({ iss = accessKey, exp = seconds + 1800, nbf = seconds - 5, secret = secretKey, alg = 'HS256', more = {} }: Claims = {}): Promise<string> {
  return new SignJWT({ ...more, iss, nbf, ...(exp === undefined ? {} : { exp }) })
    .setProtectedHeader({ alg, typ: 'JWT' })
    .sign(new TextEncoder().encode(secret))
}

/** The code of the answer: that of the credential, or of what comes after it. */
async function codeOf(world: World, url: string, authorization: string | undefined): Promise<number> {
  return (await world.send({ url, headers: authorization === undefined ? {} : { authorization } })).json.code
}

const notFound = 1201

describe('without credentials set', () => {
  const world = createWorld()

  test('any bearer token is good', async () => {
    for (const url of [legacy, current, account]) expect([0, notFound]).toContain(await codeOf(world, url, 'Bearer whatever'))
    expect(await codeOf(world, legacy, 'bearer whatever')).toBe(notFound)
    expect(await codeOf(world, legacy, `Bearer ${await token({ secret: 'somebody else', exp: 1 })}`)).toBe(notFound)
  })

  test('but a token of three parts is none on the new standard', async () => {
    const { status, json } = await world.send({ url: current, headers: { authorization: 'Bearer a.b.c' } })
    expect([status, json.code]).toEqual([401, 1002])
    expect(json.message).toMatch(/^Authentication error\. The current API does not support AK\/SK/)
  })

  test('and there must be one', async () => {
    const { status, json } = await world.send({ url: legacy, headers: {} })
    expect([status, json.code, json.message]).toEqual([401, 1001, 'Authorization is empty'])
    expect(await codeOf(world, legacy, '   ')).toBe(1001)
  })

  test('another header is as invalid as a key that nobody knows', async () => {
    for (const header of ['whatever', 'Basic abc', 'Bearer', 'Bearer a b']) {
      for (const [url, message] of [
        [legacy, 'The token was expected to have 3 parts, but got 0'],
        [account, 'The token was expected to have 3 parts, but got 0'],
        [current, expect.stringMatching(/^Authentication error\. The current API does not support AK\/SK/)],
      ] as const) {
        const { status, json } = await world.send({ url, headers: { authorization: header } })
        expect([status, json.code, json.message], header).toEqual([401, 1002, message])
      }
    }
  })
})

describe('with an API key', () => {
  const world = createWorld({ credentials: { apiKeys: ['key-1', 'key.with.dots'] } })

  test('it is good for everything', async () => {
    for (const url of [legacy, current, account]) expect([0, notFound]).toContain(await codeOf(world, url, 'Bearer key-1'))
    expect(await codeOf(world, current, 'Bearer key.with.dots')).toBe(0)
  })

  test('another one is refused, in the words of the standard', async () => {
    const said = async (url: string) => (await world.send({ url, headers: { authorization: 'Bearer key-2' } })).json
    for (const url of [legacy, account]) expect(await said(url)).toMatchObject({ code: 1002, message: 'The token was expected to have 3 parts, but got 0' })
    expect(await said(current)).toMatchObject({ code: 1002, message: expect.stringMatching(/^Authentication error/) })
    for (const key of ['key-', 'key-11', 'KEY-1']) expect(await codeOf(world, legacy, `Bearer ${key}`)).toBe(1002)
  })

  test('nobody signs for it', async () => {
    expect(await codeOf(world, legacy, `Bearer ${await token()}`)).toBe(1002)
  })
})

describe('with an access key', () => {
  const world = createWorld({ credentials: { accessKeys: [{ accessKey, secretKey }] } })
  const legacyCode = async (claims: Claims) => codeOf(world, legacy, `Bearer ${await token(claims)}`)

  test('a token signed with it is good under /v1 and /account', async () => {
    expect(await legacyCode({})).toBe(notFound)
    expect(await codeOf(world, account, `Bearer ${await token()}`)).toBe(0)
    expect(await codeOf(world, current, `Bearer ${await token()}`)).toBe(1002)
  })

  test('1000: signed with another secret, or changed afterwards', async () => {
    expect(await legacyCode({ secret: 'another-secret-of-some-length' })).toBe(1000)
    const [head, , signature] = (await token()).split('.')
    const payload = btoa(JSON.stringify({ iss: accessKey, exp: seconds + 10 ** 6 })).replace(/=+$/, '')
    expect(await codeOf(world, legacy, `Bearer ${head}.${payload}.${signature}`)).toBe(1000)
  })

  test('1002: of an unknown access key, unsigned, of another algorithm, or no token at all', async () => {
    expect(await legacyCode({ iss: 'AK-2' })).toBe(1002)
    expect(await legacyCode({ alg: 'HS512' })).toBe(1002)
    const unsigned = new UnsecuredJWT({ iss: accessKey, exp: seconds + 10 }).encode()
    expect(await codeOf(world, legacy, `Bearer ${unsigned}`)).toBe(1002)
    for (const text of ['a.b.c', '..', 'e30.e30.e30', 'key']) expect(await codeOf(world, legacy, `Bearer ${text}`)).toBe(1002)
  })

  test('1003: not valid yet, with 5 s of tolerance', async () => {
    expect(await legacyCode({ nbf: seconds + 5 })).toBe(notFound)
    expect(await legacyCode({ nbf: seconds + 6 })).toBe(1003)
  })

  test('1004: expired, or without an end', async () => {
    expect(await legacyCode({ exp: seconds + 1 })).toBe(notFound)
    expect(await legacyCode({ exp: seconds })).toBe(1004)
    expect(await legacyCode({ exp: seconds - hour })).toBe(1004)
    const endless = await new SignJWT({ iss: accessKey }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secretKey))
    expect(await codeOf(world, legacy, `Bearer ${endless}`)).toBe(1004)
  })

  test('further claims do no harm', async () => {
    expect(await legacyCode({ more: { iat: seconds, aud: 'kling', sub: 'me', x: { y: 1 } } })).toBe(notFound)
  })

  test('the time of the callers counts, however far that of the tasks was moved', async () => {
    const own = createWorld({ credentials: { accessKeys: [{ accessKey, secretKey }] } })
    const authorization = `Bearer ${await token()}`
    own.clock.advance(30 * day)
    expect(await codeOf(own, legacy, authorization)).toBe(notFound)
    own.pass(30 * minute - second)
    expect(await codeOf(own, legacy, authorization)).toBe(notFound)
    own.pass(second)
    expect(await codeOf(own, legacy, authorization)).toBe(1004)
  })
})

test('keys and pairs may be set side by side, several of each', async () => {
  const second = { accessKey: 'AK-2', secretKey: 'another-secret-of-some-length' }
  const world = createWorld({ credentials: { apiKeys: ['key-1'], accessKeys: [{ accessKey, secretKey }, second] } })
  for (const each of ['key-1', await token(), await token({ iss: 'AK-2', secret: second.secretKey })])
    expect(await codeOf(world, legacy, `Bearer ${each}`)).toBe(notFound)
  expect(await codeOf(world, legacy, `Bearer ${await token({ iss: 'AK-2' })}`)).toBe(1000)
})

test('no token and no key stands in the log of requests', async () => {
  const world = createWorld({ credentials: { apiKeys: ['key-1'] } })
  await world.send({ url: legacy, headers: { authorization: 'Bearer key-1' } })
  await world.send({ url: legacy, headers: { authorization: 'Bearer key-2' } })
  expect(JSON.stringify(world.control.requests)).not.toMatch(/key-/)
})
