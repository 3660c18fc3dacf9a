import { startMock } from '@klingkit/mock'
import { describe, expect, test } from 'vitest'
import { readContract } from '../src/document/contract.js'
import { type CheckReport, isKept, runCheck } from '../src/index.js'

/* A server that keeps to the contract passes, whoever's it is. */

const servers = [
  { gateway: 'official', base: '' },
  { gateway: 'cometapi', base: '/kling' },
  { gateway: 'cloudsway', base: '/v1/ai/mine/kling' },
] as const

describe.each(servers)('the mock as $gateway', ({ gateway, base }) => {
  test('has no finding', async () => {
    await using mock = await startMock({ port: 0, gateway, speed: 'instant' })
    const report = await runCheck({ baseUrl: `${mock.url}${base}`, gateway, environment: {} })
    expect(notPassed(report)).toEqual([])
    expect(isKept(report)).toBe(true)
    const driven = new Set(report.outcomes.map(({ operation }) => operation))
    const { operations } = readContract(gateway)
    expect([...driven].sort()).toEqual(
      operations
        .filter(({ status }) => status !== 'experimental')
        .map(({ id }) => id)
        .sort(),
    )
    // Every invalid body of every operation that is served, and all request examples.
    for (const { id, invalid, requests, retired, status } of operations.filter((operation) => operation.status !== 'experimental')) {
      const names = report.outcomes.filter(({ operation }) => operation === id).map(({ name }) => name)
      if (retired) continue
      expect(names, `${id} ${status}`).toEqual(
        expect.arrayContaining([...Object.keys(invalid).map((name) => `invalid ${name}`), ...Object.keys(requests).map((name) => `example ${name}`)]),
      )
    }
    console.log(`${gateway}: ${report.outcomes.length} calls, ${driven.size} operations, ${report.milliseconds} ms`)
  })
})

test('a server that knows no ids but its own has no finding either: ids come from the chains of the document', async () => {
  await using mock = await startMock({ port: 0, speed: 'instant', references: 'strict' })
  const operations = [
    'identifyFace',
    'synthesizeSpeech',
    'createAdvancedLipSync',
    'initMultiElementsSelection',
    'addMultiElementsSelection',
    'createMultiElements',
    'createText2Video',
  ]
  const more = [
    'getText2Video',
    'getCustomVoice',
    'createCustomVoice',
    'deleteVoice',
    'createAdvancedCustomElement',
    'getAdvancedCustomElement',
    'deleteAdvancedElement',
  ]
  const report = await runCheck({ baseUrl: mock.url, operations: [...operations, ...more], environment: {} })
  expect(notPassed(report)).toEqual([])
  const accepted = (operation: string) =>
    report.outcomes.filter((outcome) => outcome.operation === operation && outcome.name.startsWith('example') && outcome.status === 200).length
  for (const operation of ['createAdvancedLipSync', 'addMultiElementsSelection', 'createMultiElements', 'deleteVoice', 'deleteAdvancedElement'])
    expect(accepted(operation), operation).toBeGreaterThan(0)
})

test('a second run on the same server passes as well: ids of the caller are new each time', async () => {
  await using mock = await startMock({ port: 0, speed: 'instant' })
  const options = { baseUrl: mock.url, operations: ['createText2Video', 'getText2Video', 'listText2Video'], environment: {} }
  await runCheck(options)
  expect(notPassed(await runCheck(options))).toEqual([])
})

test('experimental operations are driven when asked for', async () => {
  await using mock = await startMock({ port: 0, speed: 'instant' })
  const report = await runCheck({ baseUrl: mock.url, operations: ['createTextToVideoKling40'], environment: {} })
  expect(notPassed(report)).toEqual([])
  expect(report.outcomes.length).toBeGreaterThan(5)
})

function notPassed({ outcomes }: CheckReport) {
  return outcomes.filter(({ result }) => result !== 'passed')
}

test('through a proxy, which counts as the live service, only what costs nothing is sent, and has no finding', async () => {
  await using mock = await startMock({ port: 0, speed: 'instant' })
  await using proxy = await startMock({ port: 0, mode: 'proxy', upstream: mock.url })
  const operations = ['createText2Video', 'getText2Video', 'listText2Video', 'createLipSync', 'getTasks']
  const report = await runCheck({ baseUrl: proxy.url, operations, environment: {} })
  expect(report.safety).toMatch(/^only calls that cost nothing: .*Via: 1\.1 kling-mock/)
  expect(report.outcomes.filter(({ result }) => result === 'failed')).toEqual([])
  expect(report.taskIds).toEqual([])
  expect(await mock.control.tasks()).toEqual([])
  expect(mock.requests.filter(({ method }) => method === 'POST').length).toBeGreaterThan(5)
})
