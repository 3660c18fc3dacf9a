import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { credentialsOf } from '../src/check/credentials.js'
import { readContract } from '../src/document/contract.js'
import { runCheck } from '../src/index.js'
import { startAlteredServer } from './support/altered-server.js'

const { operations } = readContract('official')
const legacy = operations.find(({ id }) => id === 'createText2Video')!
const young = operations.find(({ id }) => id === 'getTasks')!
const base = { baseUrl: 'http://127.0.0.1' }

describe('credentials', () => {
  test('come from the environment, by the names the client reads', () => {
    expect(credentialsOf({ ...base, environment: { KLINGAI_API_KEY: ' k1 ' } }, 'official', true).tokenFor(legacy)).toBe('k1')
    expect(credentialsOf({ ...base, environment: { COMETAPI_KEY: 'k2' } }, 'cometapi', true).tokenFor(legacy)).toBe('k2')
    expect(credentialsOf({ ...base, environment: { CLOUDSWAY_AK: 'k3' } }, 'cloudsway', true).tokenFor(legacy)).toBe('k3')
  })

  test('of Kling never go to a gateway', () => {
    expect(() => credentialsOf({ ...base, environment: { KLINGAI_API_KEY: 'k1' } }, 'cometapi', true)).toThrow('set COMETAPI_KEY')
  })

  test('that are given win over those that are found', () => {
    const environment = { KLINGAI_API_KEY: 'found' }
    expect(credentialsOf({ ...base, apiKey: 'given', environment }, 'official', true).tokenFor(legacy)).toBe('given')
    expect(credentialsOf({ ...base, accessKey: 'a', secretKey: 's', environment }, 'official', true).tokenFor(legacy)).toMatch(/^eyJ/)
  })

  test('of two keys are signed as the service verifies them', () => {
    const token = credentialsOf({ ...base, environment: { KLINGAI_ACCESS_KEY: 'ak', KLINGAI_SECRET_KEY: 'sk' } }, 'official', true).tokenFor(legacy)!
    const [head, claims, signature] = token.split('.')
    const { iss, exp, nbf } = JSON.parse(Buffer.from(claims!, 'base64url').toString())
    expect([iss, exp - nbf]).toEqual(['ak', 1805])
    expect(signature).toBe(createHmac('sha256', 'sk').update(`${head}.${claims}`).digest('base64url'))
  })

  test('that are half a pair are refused, without showing the half', () => {
    expect(() => credentialsOf({ ...base, accessKey: 'half-of-it', environment: {} }, 'official', true)).toThrow(/^(?!.*half-of-it).*go together/)
  })
})

test('operations that take no access keys are left out with these', async () => {
  const server = await startAlteredServer((answer) => answer)
  const report = await runCheck({ baseUrl: server.url, accessKey: 'a', secretKey: 's', operations: ['getTasks'], environment: {} })
  await server.close()
  expect(young.security).toEqual(['apiKey'])
  expect(server.asked.every(({ authorization }) => authorization === undefined)).toBe(true)
  expect(report.outcomes.filter(({ result }) => result === 'skipped').map(({ reason }) => reason)).toEqual([
    'access keys are not accepted here; it needs an API key',
  ])
})

test('a redirection is not followed, and its target never sees the credential', async () => {
  const elsewhere = await startAlteredServer((answer) => answer)
  const server = await startAlteredServer(() => ({ status: 307, headers: { location: `${elsewhere.url}/v1` }, text: '' }))
  const report = await runCheck({ baseUrl: server.url, apiKey: 'k', operations: ['listText2Video'], environment: {} })
  await Promise.all([server.close(), elsewhere.close()])
  expect(elsewhere.asked).toEqual([])
  expect(report.outcomes.every(({ result }) => result === 'failed')).toBe(true)
})
