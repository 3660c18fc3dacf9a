import { createSimulator, type Simulator } from '@klingkit/simulator'
import { jwtVerify } from 'jose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { accessKey, type Credential, InvalidCredentialError } from '../../src/credentials/index.js'

const pair = { accessKey: 'AK-of-a-test', secretKey: 'SK-of-a-test' }
const second = 1000
const minute = 60 * second
const now = Date.parse('2026-11-20T10:00:00Z')

const verified = async (token: string, at: number, secret = pair.secretKey) =>
  jwtVerify(token, new TextEncoder().encode(secret), { currentDate: new Date(at), issuer: pair.accessKey, algorithms: ['HS256'] })

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('accessKey', () => {
  it('signs a token that another library verifies', async () => {
    const token = await accessKey(pair).bearer({ now })
    const { payload, protectedHeader } = await verified(token, now)
    expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' })
    expect(payload).toEqual({ iss: pair.accessKey, exp: now / 1000 + 1800, nbf: now / 1000 - 5 })
    await expect(verified(token, now, 'another secret')).rejects.toThrow('signature verification failed')
  })

  it('signs with keys of any characters', async () => {
    const odd = { accessKey: 'Schlüssel-日本', secretKey: '\u{1F511}"\\密' }
    const token = await accessKey(odd).bearer({ now })
    expect((await jwtVerify(token, new TextEncoder().encode(odd.secretKey), { currentDate: new Date(now) })).payload.iss).toBe(odd.accessKey)
  })

  it('keeps a token until 60 s before its end', async () => {
    const credential = accessKey(pair)
    const first = await credential.bearer({ now })
    expect(await credential.bearer({ now: now + 29 * minute - 1 })).toBe(first)
    const next = await credential.bearer({ now: now + 29 * minute })
    expect(next).not.toBe(first)
    await verified(next, now + 58 * minute)
  })

  it('keeps a short-lived token for half its life', async () => {
    const credential = accessKey({ ...pair, ttlSeconds: 20 })
    const first = await credential.bearer({ now })
    expect(await credential.bearer({ now: now + 9 * second })).toBe(first)
    expect(await credential.bearer({ now: now + 10 * second })).not.toBe(first)
  })

  it('signs anew when the clock is put back before the token', async () => {
    const credential = accessKey(pair)
    const first = await credential.bearer({ now })
    expect(await credential.bearer({ now: now - 3 * second })).toBe(first)
    await verified(await credential.bearer({ now: now - 60 * minute }), now - 60 * minute)
  })

  it('signs once for calls at the same time', async () => {
    const sign = vi.spyOn(crypto.subtle, 'sign')
    const credential = accessKey(pair)
    const tokens = await Promise.all(Array.from({ length: 20 }, () => credential.bearer({ now })))
    expect(new Set(tokens).size).toBe(1)
    expect(sign).toHaveBeenCalledTimes(1)
  })

  it('tries again after a signing that failed', async () => {
    vi.spyOn(crypto.subtle, 'sign').mockRejectedValueOnce(new Error('out of order'))
    const credential = accessKey(pair)
    await expect(credential.bearer({ now })).rejects.toThrow('out of order')
    await verified(await credential.bearer({ now }), now)
  })

  it('says what is missing where there is no WebCrypto', async () => {
    vi.stubGlobal('crypto', {})
    await expect(accessKey(pair).bearer({ now })).rejects.toThrow(/must be served over HTTPS/)
  })

  it.each([
    [{ ...pair, accessKey: ' ' }, 'The AccessKey is empty'],
    [{ ...pair, secretKey: '' }, 'The SecretKey is empty'],
    [{ ...pair, secretKey: undefined as unknown as string }, 'The SecretKey is empty'],
    [{ ...pair, ttlSeconds: 0 }, 'ttlSeconds must be'],
    [{ ...pair, ttlSeconds: Number.NaN }, 'ttlSeconds must be'],
  ])('refuses %j', (options, message) => {
    expect(() => accessKey(options)).toThrow(InvalidCredentialError)
    expect(() => accessKey(options)).toThrow(message)
  })
})

describe('a service whose clock differs', () => {
  /** The service's clock is that far ahead of ours. */
  const serviceAhead = (difference: number): { simulator: Simulator; ours: () => number; theirs: () => number } => {
    let time = now
    const clock = { now: () => time++ }
    const simulator = createSimulator({ clock, credentials: { accessKeys: [pair] } })
    return { simulator, theirs: () => time, ours: () => time - difference }
  }

  /** As the client does it: after 1003 or 1004 the token is renewed, once. */
  const codeOf = async ({ simulator, ours }: ReturnType<typeof serviceAhead>, credential: Credential): Promise<number> => {
    const authorization = `Bearer ${await credential.bearer({ now: ours() })}`
    const answer = await simulator.fetch('https://any.host/v1/videos/text2video', { headers: { authorization } })
    return ((await answer.json()) as { code: number }).code
  }

  /** A Date header has whole seconds. */
  const dateHeader = (time: number) => Date.parse(new Date(time).toUTCString())

  it('needs no correction within a few seconds', async () => {
    for (const difference of [-8, 0, 60]) expect(await codeOf(serviceAhead(difference * second), accessKey(pair))).toBe(0)
  })

  it.each([
    ['behind', -11 * second, 1003],
    ['an hour behind', -60 * minute, 1003],
    ['31 minutes ahead', 31 * minute, 1004],
    ['a day ahead', 24 * 60 * minute, 1004],
  ])('%s: refuses, and takes what is signed by its own date', async (_, difference, code) => {
    const service = serviceAhead(difference)
    const credential = accessKey(pair)
    expect(await codeOf(service, credential)).toBe(code)
    credential.renew?.(dateHeader(service.theirs()))
    expect(await codeOf(service, credential)).toBe(0)
    const kept = await credential.bearer({ now: service.ours() })
    expect(await credential.bearer({ now: service.ours() })).toBe(kept)
  })

  it('measures from the moment of the answer, where it is told', async () => {
    const service = serviceAhead(-60 * minute)
    const credential = accessKey(pair)
    await credential.bearer({ now: service.ours() - 20 * minute })
    credential.renew?.(dateHeader(service.theirs()), service.ours())
    expect(await codeOf(service, credential)).toBe(0)
  })

  it('keeps what it measured when a later answer has no date', async () => {
    const service = serviceAhead(-60 * minute)
    const credential = accessKey(pair)
    credential.renew?.(dateHeader(service.theirs()), service.ours())
    const first = await credential.bearer({ now: service.ours() })
    for (const date of [undefined, Number.NaN]) credential.renew?.(date)
    expect(await credential.bearer({ now: service.ours() + second })).not.toBe(first)
    expect(await codeOf(service, credential)).toBe(0)
  })
})
