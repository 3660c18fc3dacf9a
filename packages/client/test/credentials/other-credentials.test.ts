import { inspect } from 'node:util'
import { createSimulator } from '@klingkit/simulator'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { accessKey, apiKey, credentialFromEnvironment, InvalidCredentialError } from '../../src/credentials/index.js'

const now = Date.now()

afterEach(() => vi.unstubAllGlobals())

describe('apiKey', () => {
  it('is accepted by the service that knows it, blanks around it or not', async () => {
    const simulator = createSimulator({ credentials: { apiKeys: ['api-key-kling-test'] } })
    const codeWith = async (key: string) => {
      const authorization = `Bearer ${await apiKey(key).bearer({ now })}`
      const answer = await simulator.fetch('https://any.host/v1/videos/text2video', { headers: { authorization } })
      return ((await answer.json()) as { code: number }).code
    }
    expect(await codeWith(' api-key-kling-test\n')).toBe(0)
    expect(await codeWith('another')).toBe(1002)
  })

  it.each(['', '   ', undefined, 'Bearer k-12345', 'k-12345\r\nx: y', 'k-12345ü'])('refuses %j without repeating it', (key) => {
    expect(() => apiKey(key as string)).toThrow(InvalidCredentialError)
    expect(() => apiKey(key as string)).not.toThrow(/12345/)
  })
})

describe('credentialFromEnvironment', () => {
  const key = { KLINGAI_API_KEY: ' the-key ' }
  const pair = { KLINGAI_ACCESS_KEY: ' AK ', KLINGAI_SECRET_KEY: ' SK ' }

  it('takes the API key first', () => {
    const credential = credentialFromEnvironment({ ...key, ...pair })
    expect([credential?.kind, credential?.bearer({ now })]).toEqual(['api-key', 'the-key'])
    expect(credentialFromEnvironment({ ...key, KLINGAI_ACCESS_KEY: 'AK' })?.kind).toBe('api-key')
  })

  it('takes the pair, trimmed, where the API key is blank', async () => {
    const credential = credentialFromEnvironment({ KLINGAI_API_KEY: ' ', ...pair })
    expect(credential?.kind).toBe('access-key')
    expect(await credential?.bearer({ now })).toBe(await accessKey({ accessKey: 'AK', secretKey: 'SK' }).bearer({ now }))
  })

  it.each([
    [{ KLINGAI_ACCESS_KEY: 'half-of-it' }, 'KLINGAI_ACCESS_KEY is set, but KLINGAI_SECRET_KEY is not'],
    [{ KLINGAI_ACCESS_KEY: ' ', KLINGAI_SECRET_KEY: 'half-of-it' }, 'KLINGAI_SECRET_KEY is set, but KLINGAI_ACCESS_KEY is not'],
  ])('names the missing half of a pair', (env, message) => {
    expect(() => credentialFromEnvironment(env)).toThrow(message)
    expect(() => credentialFromEnvironment(env)).not.toThrow(/half-of-it/)
  })

  it('is undefined where nothing is set', () => {
    expect(credentialFromEnvironment({ KLINGAI_API_KEY: '', KLINGAI_ACCESS_KEY: '\t' })).toBeUndefined()
  })

  it('reads the environment of the process, where there is one', () => {
    vi.stubEnv('KLINGAI_API_KEY', 'from-the-process')
    expect(credentialFromEnvironment()?.bearer({ now })).toBe('from-the-process')
    vi.unstubAllEnvs()
    for (const process of [undefined, {}]) {
      vi.stubGlobal('process', process)
      expect(credentialFromEnvironment()).toBeUndefined()
    }
  })
})

describe('secrets', () => {
  it('are not seen however a credential is printed', async () => {
    const secret = 'never-to-be-seen'
    const credentials = [apiKey(secret), accessKey({ accessKey: secret, secretKey: secret })]
    for (const credential of credentials) await credential.bearer({ now })
    const token = String(await credentials[1]?.bearer({ now }))
    for (const credential of credentials) {
      const printed = [
        inspect(credential, { depth: null, showHidden: true, getters: true }),
        JSON.stringify(credential),
        String(credential),
        JSON.stringify(structuredClone({ ...credential, bearer: 0, refuses: 0, renew: 0 })),
        ...Object.values(credential).map(String),
      ].join('\n')
      expect(printed).toContain(credential.kind)
      expect(printed).not.toContain(secret)
      expect(printed).not.toContain(token)
    }
  })
})
