import { describe, expect, test } from 'vitest'
import { safetyOf } from '../src/check/safety.js'
import { readContract } from '../src/document/contract.js'
import { type CheckOptions, isKept, runCheck } from '../src/index.js'
import { type Alter, type Answered, startAlteredServer } from './support/altered-server.js'
import { fakeClock } from './support/fake-clock.js'

/* What a check may send to where it may be billed. The recording server stands for the live service: `safe: 'on'` says so. */

const { operations } = readContract('official')
const refusal: Answered = { status: 400, headers: { 'content-type': 'application/json' }, text: '{"code":1201,"message":"no","request_id":"x"}' }
const refuse: Alter = () => refusal
const accept: Alter = () => ({
  ...refusal,
  status: 200,
  text: '{"code":0,"message":"SUCCEED","request_id":"x","data":{"task_id":"4711","id":"4711","task_status":"submitted"}}',
})

async function run(alter: Alter, options: Partial<CheckOptions> = {}) {
  const server = await startAlteredServer(alter)
  try {
    const report = await runCheck({ baseUrl: server.url, safe: 'on', apiKey: 'key-of-the-test', environment: {}, waitSeconds: 0, ...options }, fakeClock())
    return { report, asked: server.asked, posts: server.asked.filter(({ method }) => method !== 'GET') }
  } finally {
    await server.close()
  }
}

describe('safe mode', () => {
  const observed = operations
    .filter(({ status, retired }) => status !== 'experimental' && !retired)
    .flatMap(({ path, invalid }) =>
      Object.values(invalid)
        .filter((example) => example.observed)
        .map(({ value }) => ({ path, value })),
    )

  test('sends nothing that may be billed: GETs, and bodies that the real service was seen refusing', async () => {
    const { posts, asked, report } = await run(refuse)
    expect(observed.length).toBeGreaterThan(40)
    expect(posts.map(({ path, body }) => keyOf(path, body)).sort()).toEqual(observed.map(({ path, value }) => keyOf(path, value)).sort())
    expect(asked.filter(({ method }) => method === 'GET').length).toBeGreaterThan(60)
    expect(report.taskIds).toEqual([])
    expect(report.safety).toMatch(/^only calls that cost nothing/)
    const skipped = report.outcomes.filter(({ result }) => result === 'skipped')
    expect(skipped.length).toBeGreaterThan(1000)
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['may be billed: send it with --allow-paid --max-units N']))
  })

  test('stops at once when a refusal turns out to be accepted, and tells the task', async () => {
    const { posts, report } = await run((answer, asked) => (asked.method === 'POST' ? accept(answer, asked) : refusal))
    expect(posts).toHaveLength(1)
    expect(report.stopped).toEqual({ reason: expect.stringContaining('which had to be refused'), taskIds: ['4711'] })
    expect(isKept(report)).toBe(false)
  })

  test('reads the account at most once per second', async () => {
    const clock = fakeClock()
    const at: number[] = []
    const server = await startAlteredServer((_, { path }) => {
      if (path.startsWith('/account/')) at.push(clock.now())
      return refusal
    })
    const options = {
      baseUrl: server.url,
      safe: 'on' as const,
      apiKey: 'x',
      environment: {},
      allowPaid: true,
      maxUnits: 0,
      operations: ['getAccountCosts', 'listPackageDeductions'],
    }
    await runCheck(options, clock)
    await server.close()
    expect(at.length).toBeGreaterThan(20)
    for (const [index, time] of at.entries()) if (index > 0) expect(time - at[index - 1]!).toBeGreaterThanOrEqual(1000)
  })

  test('leaves out addresses of callbacks: in examples they are nobody’s', async () => {
    const { posts } = await run(refuse, { allowPaid: true, maxUnits: 1_000_000, assumeUnits: 0, examples: 'all' })
    const withCallbacks = posts.filter(({ body }) => JSON.stringify(body ?? {}).includes('"callback_url"'))
    // But for those of bodies that are wrong just there.
    const wrongThere = operations.flatMap(({ invalid }) => Object.values(invalid).filter(({ at }) => at?.includes('callback_url')))
    expect(withCallbacks.length).toBeLessThanOrEqual(wrongThere.length)
  })
})

describe('paid calls', () => {
  const paid = { allowPaid: true, operations: ['createText2Video', 'createImageGeneration'] }

  test('need a budget', async () => {
    await expect(run(refuse, { allowPaid: true })).rejects.toThrow(/--allow-paid --max-units N/)
  })

  test('end before the budget would be exceeded', async () => {
    const created: any[] = []
    const { report, posts } = await run(
      (_, { body }) => {
        if (body) created.push(body)
        return body?.prompt && !body.negative_prompt?.startsWith('x') && created.length === 1 ? accept(refusal, {} as never)! : refusal
      },
      { ...paid, maxUnits: 3 },
    )
    expect(report.units!.limit).toBe(3)
    expect(report.units!.spent).toBeLessThanOrEqual(3)
    expect(posts.length).toBeGreaterThan(1)
    expect(report.outcomes.filter(({ reason }) => reason?.includes('more than is left of --max-units')).length).toBeGreaterThan(0)
  })

  test('of nothing send nothing that costs', async () => {
    const { posts } = await run(refuse, { ...paid, maxUnits: 0 })
    const observed = paid.operations.flatMap((id) =>
      Object.values(operations.find((operation) => operation.id === id)!.invalid).filter((example) => example.observed),
    )
    expect(posts).toHaveLength(observed.length)
  })

  test('whose price nobody published are not sent, unless they are to count something', async () => {
    const unknown = { allowPaid: true, maxUnits: 10, operations: ['createTalkingAgent'] }
    const { posts, report } = await run(refuse, unknown)
    expect(posts).toEqual([])
    expect(report.outcomes.some(({ reason }) => reason?.includes('--assume-units'))).toBe(true)
    expect((await run(refuse, { ...unknown, assumeUnits: 2 })).posts.length).toBeGreaterThan(10)
  })

  test('stop at an invalid body that was accepted, after what it may have cost', async () => {
    const minimal = JSON.stringify(operations.find(({ id }) => id === 'createText2Video')!.requests.minimal)
    const { report, posts } = await run(
      (answer, asked) =>
        asked.body === undefined || JSON.stringify(asked.body) !== minimal ? (asked.method === 'POST' ? accept(answer, asked) : refusal) : refusal,
      { allowPaid: true, maxUnits: 100, operations: ['createText2Video'] },
    )
    expect(report.stopped?.taskIds).toEqual(['4711'])
    expect(posts).toHaveLength(2)
    expect(report.units!.spent).toBeGreaterThan(0)
  })
})

describe('where calls may be billed', () => {
  const nobody = async () => ['203.0.113.7']
  const here = async () => ['127.0.0.1', '10.1.2.3']
  const live = async (url: string, safe: CheckOptions['safe'] = 'auto', resolve = nobody) => (await safetyOf(new URL(url), safe, resolve)).live

  test.each([
    'http://127.0.0.1:4010',
    'http://localhost',
    'http://[::1]:4010',
    'http://192.168.1.5',
    'http://10.0.0.1',
    'http://172.20.0.2',
    'http://[fd00::1]',
    'http://[::ffff:127.0.0.1]',
  ])('not at %s', async (url) => {
    expect(await live(url)).toBe(false)
  })

  test.each(['https://example.com', 'http://8.8.8.8', 'http://172.32.0.1', 'http://169.254.1.1', 'https://[2001:db8::1]', 'http://[::ffff:8.8.8.8]'])(
    'at %s',
    async (url) => {
      expect(await live(url)).toBe(true)
    },
  )

  test('names of private addresses, as in a container network, are no live service; names of none are', async () => {
    expect(await live('http://kling-mock:4010', 'auto', here)).toBe(false)
    expect(await live('http://kling-mock:4010', 'auto', async () => [])).toBe(true)
    expect(await live('http://kling-mock:4010', 'auto', async () => ['10.0.0.1', '8.8.8.8'])).toBe(true)
  })

  test('the hosts of the documents always are, even where their names lead here, and nobody can say otherwise', async () => {
    for (const url of [
      'https://api-singapore.klingai.com',
      'https://api.klingai.com',
      'https://api.cometapi.com/kling',
      'https://genaiapi.cloudsway.net',
      'https://API-Beijing.KlingAI.com.',
    ]) {
      expect(await live(url, 'auto', here), url).toBe(true)
      await expect(live(url, 'off', here), url).rejects.toThrow(/bills what is sent there/)
    }
  })

  test('--safe off tells that a public host bills nothing', async () => {
    expect(await live('https://staging.example.com', 'off')).toBe(false)
    expect(await live('http://127.0.0.1:4010', 'on')).toBe(true)
  })

  test('a server on this machine that passes requests on counts as live', async () => {
    const { posts, report } = await run(() => ({ ...refusal, headers: { ...refusal.headers, via: '1.1 kling-mock' } }), {
      safe: 'auto',
      operations: ['createTextToVideoKling25Turbo', 'getTasks'],
    })
    expect(posts).toEqual([])
    expect(report.safety).toMatch(/through a proxy/)
  })

  test('who answers is asked before anything is posted, whatever was chosen', async () => {
    const { asked, report } = await run(() => ({ ...refusal, headers: { ...refusal.headers, via: '1.1 other' } }), {
      safe: 'auto',
      operations: ['createTextToVideoKling25Turbo'],
    })
    expect(asked.map(({ method, authorization }) => [method, authorization])).toEqual([['GET', undefined]])
    expect(report.outcomes.every(({ result }) => result === 'skipped')).toBe(true)
  })

  test('a credential does not go there unencrypted, nor along in the address', async () => {
    await expect(runCheck({ baseUrl: 'http://api-singapore.klingai.com', apiKey: 'x' })).rejects.toThrow(/use https/)
    await expect(runCheck({ baseUrl: 'https://user:secret@api-singapore.klingai.com' })).rejects.toThrow(/no place for a credential/)
    await expect(runCheck({ baseUrl: 'https://api-singapore.klingai.com', environment: {} })).rejects.toThrow(
      /set KLINGAI_API_KEY, or KLINGAI_ACCESS_KEY and KLINGAI_SECRET_KEY/,
    )
  })
})

function keyOf(path: string, body: any): string {
  return `${path} ${JSON.stringify(body, (name, value) => (name === 'external_task_id' || name === 'callback_url' ? undefined : value))}`
}
