import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Mock, startMock } from '@klingkit/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkHar, htmlReport, junitReport, reportOfHar, textReport } from '../src/index.js'

const folder = mkdtempSync(path.join(tmpdir(), 'kling-har-'))
const official = 'https://api-singapore.klingai.com'
const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow' }

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0, speed: 'instant' })
})
afterAll(async () => {
  await mock.close()
  rmSync(folder, { recursive: true })
})

interface Recorded {
  method?: string
  body?: unknown
  status?: number
  answer?: unknown
  type?: string
}

function entry(url: string, { method = 'GET', body, status = 200, answer, type = 'application/json' }: Recorded): any {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
  return {
    request: {
      method,
      url,
      headers: [
        { name: 'Authorization', value: 'Bearer token-of-the-recording' },
        { name: 'content-type', value: 'application/json' },
      ],
      cookies: [{ name: 'session', value: 'cookie-of-the-recording' }],
      ...(body === undefined ? {} : { postData: { mimeType: 'application/json', text: typeof body === 'string' ? body : JSON.stringify(body) } }),
    },
    response: { status, headers: [{ name: 'Content-Type', value: type }], content: { mimeType: type, ...(answer === undefined ? {} : { text }) } },
  }
}

function har(entries: any[]): string {
  const file = path.join(folder, 'traffic.har')
  writeFileSync(file, JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } }))
  return file
}

async function recorded(host: string, target: string, given: Recorded = {}): Promise<any> {
  const { method = 'GET', body } = given
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
  const response = await fetch(`${mock.url}${target}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  return entry(`${host}${target}`, { method, body, status: response.status, answer: await response.text() })
}

const findings = async (entries: any[], options = {}) =>
  (await checkHar(har(entries), options)).outcomes.flatMap((outcome) =>
    outcome.findings.map(({ rule, at }) => `${outcome.name} ${outcome.operation} ${rule} ${at}`),
  )

describe('traffic that keeps to the contract', () => {
  test('has no finding: creates, reads, lists, refusals', async () => {
    const create = await recorded(official, '/v1/videos/text2video', { method: 'POST', body: fox })
    const id = JSON.parse(create.response.content.text).data.task_id
    const entries = [
      create,
      await recorded(official, `/v1/videos/text2video/${id}`),
      await recorded(official, '/v1/videos/text2video?pageNum=1&pageSize=2'),
      await recorded(official, '/v1/videos/text2video/unknown'),
      await recorded('https://api-beijing.klingai.com', `/tasks?task_ids=${id}`),
    ]
    const report = await checkHar(har(entries))
    expect(report.outcomes.map(({ operation, result }) => [operation, result])).toEqual([
      ['createText2Video', 'passed'],
      ['getText2Video', 'passed'],
      ['listText2Video', 'passed'],
      ['getText2Video', 'passed'],
      ['getTasks', 'passed'],
    ])
  })

  test('is found at gateways, at base URLs of your own, and on this machine', async () => {
    const answer = { code: 0, message: 'SUCCEED', request_id: 'x', data: { task_id: '1', task_status: 'submitted', created_at: 1, updated_at: 1 } }
    const create = (url: string) => entry(url, { method: 'POST', body: fox, answer })
    const entries = [
      create('https://api.cometapi.com/kling/v1/videos/text2video'),
      create('https://genaiapi.cloudsway.net/v1/ai/endpoint-of-ours/kling/videos/text2video'),
      create('https://relay.example.com/kling-api/v1/videos/text2video'),
      create('http://localhost:4010/v1/videos/text2video'),
      create('https://relay.example.com/other/v1/videos/text2video'),
      create('http://localhost:4010/v1/other'),
    ]
    const report = await checkHar(har(entries), { baseUrls: ['https://relay.example.com/kling-api/'] })
    expect(report.outcomes.map(({ operation, name }) => [name, operation])).toEqual([1, 2, 3, 4].map((number) => [`entry ${number}`, 'createText2Video']))
    expect([report.entries, report.ignored]).toEqual([6, 2])
  })

  test('may have ids of any letters', async () => {
    const refusal = { code: 1201, message: 'no', request_id: 'x' }
    const ids = ['1,2', 'a%2Fb', '%E4%BD%A0', '%E0%A4%A', '%']
    expect(await findings(ids.map((id) => entry(`${official}/v1/videos/text2video/${id}`, { status: 400, answer: refusal })))).toEqual([])
  })

  test('may come as Base64, without answers, or cut off before one', async () => {
    const create = await recorded(official, '/v1/videos/text2video', { method: 'POST', body: fox })
    const base64 = structuredClone(create)
    Object.assign(base64.response.content, { encoding: 'base64', text: Buffer.from(base64.response.content.text).toString('base64') })
    const bare = structuredClone(create)
    delete bare.response.content.text
    const cut = structuredClone(create)
    cut.response = { status: 0 }
    const report = await checkHar(har([base64, bare, cut, { odd: true }, null]))
    expect(report.outcomes.map(({ result }) => result)).toEqual(['passed', 'passed', 'skipped'])
  })
})

describe('what breaks it', () => {
  test('in requests', async () => {
    const body = { ...fox, mode: 'fast' }
    const refusal = { code: 1201, message: 'no', request_id: 'x' }
    const bad = [
      entry(`${official}/v1/videos/text2video`, { method: 'POST', body, status: 400, answer: refusal }),
      entry(`${official}/v1/videos/text2video`, { method: 'POST', body: '{"prompt":', status: 400, answer: refusal }),
      entry(`${official}/v1/videos/text2video`, { method: 'POST', status: 400, answer: refusal }),
      entry(`${official}/v1/videos/text2video?pageSize=9000`, { status: 400, answer: refusal }),
      entry(`${official}/v1/videos/text3video`, { method: 'POST', body, status: 404, answer: {} }),
      entry(`${official}/v1/videos/text2video`, { method: 'DELETE', status: 404, answer: {} }),
    ]
    expect(await findings(bad)).toEqual([
      'entry 1 createText2Video request-schema request.body.mode',
      'entry 2 createText2Video request-schema request.body',
      'entry 3 createText2Video request-schema request',
      'entry 4 listText2Video request-schema request.query.pageSize',
      'entry 5 unknown unknown-operation request',
      'entry 6 unknown unknown-operation request',
    ])
  })

  test('in answers', async () => {
    const create = (given: Recorded) => entry(`${official}/v1/videos/text2video`, { method: 'POST', body: fox, ...given })
    const answer = { code: 0, message: 'SUCCEED', request_id: 'x', data: { task_id: '1', task_status: 'submitted', created_at: 1, updated_at: 1 } }
    const bad = [
      create({ answer: { ...answer, data: { ...answer.data, task_id: 7 } } }),
      create({ answer, status: 201 }),
      create({ answer: '<html>' }),
      create({ answer, type: 'text/html' }),
      create({ answer: { ...answer, code: 1201 } }),
    ]
    const found = await findings(bad)
    expect(found).toEqual(
      expect.arrayContaining([
        'entry 1 createText2Video response-schema response.data.task_id',
        'entry 2 createText2Video status response',
        'entry 3 createText2Video not-json response',
        'entry 4 createText2Video content-type response',
        'entry 5 createText2Video envelope-code response.code',
      ]),
    )
  })
})

test('nothing of the recording is shown: no credential, address, id or text', async () => {
  const secret = { ...fox, mode: 'secret-mode', prompt: 'secret-prompt', image_url: 'https://cdn.example.com/a.png?sig=secret-signature' }
  const entries = [
    entry(`${official}/v1/videos/text2video/secret-id-4711?token=secret-token`, { answer: 'Bearer token-of-the-recording secret-page', status: 500 }),
    entry(`${official}/v1/videos/text2video`, {
      method: 'POST',
      body: secret,
      answer: { code: 'secret-code', message: 'token-of-the-recording', request_id: 5 },
    }),
    entry('https://genaiapi.cloudsway.net/v1/ai/secret-endpoint/kling/videos/secret-path', { answer: {} }),
  ]
  const report = reportOfHar(await checkHar(har(entries)))
  expect(report.outcomes.every(({ result }) => result === 'failed')).toBe(true)
  for (const text of [textReport(report), junitReport(report), htmlReport(report)]) expect(text).not.toMatch(/secret|of-the-recording|4711/)
})

test.each(['', '[]', '{"log":{}}', '{"log":'])('a file that is no recording is refused with the way out: %s', async (text) => {
  writeFileSync(path.join(folder, 'bad.har'), text)
  await expect(checkHar(path.join(folder, 'bad.har'))).rejects.toThrow(/cannot be read as JSON|has no log\.entries/)
})
