import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Mock, type MockOptions, startMock } from '../src/index.js'
import { driftTeller } from '../src/proxy/drift-teller.js'
import { ask, type Question } from './support/ask.js'

/* The mock as a proxy: in front of a mock that behaves, and of servers that do not. */

const folder = mkdtempSync(path.join(tmpdir(), 'kling-proxy-'))
const text2video = '/v1/videos/text2video'
const fox = { model_name: 'kling-v3', prompt: 'a fox in the snow', external_task_id: 'order-of-anna-42' }
const open: { close(): Promise<void> }[] = []

let upstream: Mock
beforeAll(async () => {
  upstream = await startMock({ port: 0, speed: 'instant' })
})
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})
afterAll(async () => {
  await upstream.close()
  rmSync(folder, { recursive: true })
})

async function proxyTo(url: string, options: MockOptions = {}): Promise<Mock> {
  const proxy = await startMock({ port: 0, mode: 'proxy', upstream: url, ...options })
  open.push(proxy)
  return proxy
}

interface Strange {
  status?: number
  headers?: Record<string, string>
  body?: unknown
}

/** A server that answers what it is told to, and remembers what it was asked. */
async function strangeServer(answer: Strange): Promise<{ url: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = []
  const server: Server = createServer((incoming, outgoing) => {
    asked.push(incoming)
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {})
    outgoing.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const submitted = { task_id: '867283741759111202', task_status: 'submitted', created_at: 1774805076166, updated_at: 1774805076166 }
const answered = (data: unknown, more: object = {}) => ({ code: 0, message: 'SUCCEED', request_id: 'c0656403-1e6e-4b7e-b8f8-2cdd2595f2b9', data, ...more })
const kindsOf = (proxy: Mock) => proxy.requests.at(-1)!.drift?.map(({ kind, at }) => `${kind} ${at}`) ?? []

describe('passing on', () => {
  test('answers as the server behind does, and says that it stands between', async () => {
    const proxy = await proxyTo(upstream.url)
    const created = await ask(proxy, text2video, { body: fox })
    expect([created.status, created.json.data.task_status]).toEqual([200, 'submitted'])
    expect(created.headers.get('via')).toBe('1.1 kling-mock')
    const read = await ask(proxy, `${text2video}/${created.json.data.task_id}`)
    expect(read.json.data.task_status).toBe('succeed')
    expect(proxy.requests.map(({ operationId, drift, issues }) => [operationId, drift, issues])).toEqual([
      ['createText2Video', undefined, undefined],
      ['getText2Video', undefined, undefined],
    ])
  })

  test('leaves method, path, query, body and credential as they are', async () => {
    const server = await strangeServer({ body: answered([]) })
    const proxy = await proxyTo(`${server.url}/prefix/`)
    await ask(proxy, `${text2video}?pageNum=2&pageSize=5`, { headers: { authorization: 'Bearer mine', 'x-own': 'kept', connection: 'keep-alive' } })
    const [asked] = server.asked
    expect([asked!.method, asked!.url, asked!.headers.authorization, asked!.headers['x-own']]).toEqual([
      'GET',
      `/prefix${text2video}?pageNum=2&pageSize=5`,
      'Bearer mine',
      'kept',
    ])
  })

  test('what is no operation passes as well, redirections and bytes included', async () => {
    const server = await strangeServer({ status: 302, headers: { location: 'https://cdn.example.com/a.mp4', 'content-type': 'video/mp4' }, body: 'bytes' })
    const proxy = await proxyTo(server.url)
    const answer = await fetch(`${proxy.url}/files/a.mp4`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([302, 'https://cdn.example.com/a.mp4', 'bytes'])
  })

  test('an answer that cannot be looked at passes all the same', async () => {
    const deep = `{"code":0,"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    const proxy = await proxyTo((await strangeServer({ body: deep })).url)
    expect((await ask(proxy, text2video, { body: fox })).text).toBe(deep)
    expect(kindsOf(proxy).length).toBeGreaterThan(0)
  })

  test('what may be billed stays here, unless it is allowed by name', async () => {
    // Nobody has this name: what is passed on ends in a 502, what is not in a 403.
    const elsewhere = 'https://kling.invalid'
    const statusOf = async (proxy: Mock, target: string, question: Question = {}) => (await ask(proxy, target, question)).status
    const careful = await proxyTo(elsewhere)
    expect(await statusOf(careful, text2video, { body: fox })).toBe(403)
    expect(await statusOf(careful, '/v1/videos/identify-face', { body: {} })).toBe(403)
    expect(await statusOf(careful, '/v1/videos/of-tomorrow', { body: {} })).toBe(403)
    expect(await statusOf(careful, '/tasks', { body: {} })).toBe(502)
    expect(await statusOf(careful, `${text2video}/1`)).toBe(502)
    expect(await statusOf(await proxyTo(elsewhere, { allowPaid: true }), text2video, { body: fox })).toBe(502)
  })

  test('it listens on this machine only, unless it is told by which name', async () => {
    const options = { port: 0, mode: 'proxy', upstream: upstream.url, host: '0.0.0.0' } as const
    await expect(startMock(options)).rejects.toThrow(/listens on this machine only.*allowHosts/)
    await (await startMock({ ...options, allowHosts: ['kling-proxy'] })).close()
  })

  test('a server that is not there is a 502 with the reason', async () => {
    const proxy = await proxyTo('http://127.0.0.1:9')
    const { status, json } = await ask(proxy, text2video, { body: fox })
    expect([status, json.message]).toEqual([502, expect.stringContaining('upstream cannot be reached')])
  })

  test('a request that comes back is refused', async () => {
    const proxy = await proxyTo(upstream.url)
    const { status, json } = await ask(proxy, text2video, { body: fox, headers: { via: '1.1 kling-mock' } })
    expect([status, json.message]).toEqual([508, expect.stringContaining('leads back here')])
  })

  test('no path leads out of the server behind', async () => {
    const server = await strangeServer({ body: {} })
    const proxy = await proxyTo(`${server.url}/kling`)
    for (const target of ['//192.0.2.1/v1', '/../admin', '/%2e%2e/admin', 'http://192.0.2.1/v1', '/\\192.0.2.1/v1']) {
      const { request } = await import('node:http')
      await new Promise<void>((resolve) =>
        request({ port: Number(new URL(proxy.url).port), host: '127.0.0.1', path: target.replaceAll('\\', '%5C') }, (answer) =>
          answer.resume().on('end', resolve),
        ).end(),
      )
    }
    for (const { url } of server.asked) expect(url).toMatch(/^\/kling\//)
  })
})

describe('what differs from the document', () => {
  test('requests: broken rules, also those beyond JSON Schema', async () => {
    const proxy = await proxyTo(upstream.url)
    await ask(proxy, text2video, { body: { ...fox, mode: 'fast' } })
    expect(proxy.requests.at(-1)!.issues).toEqual([expect.objectContaining({ path: 'mode' })])
    await ask(proxy, text2video, { body: { ...fox, promt: 'x' } })
    expect(proxy.requests.at(-1)!.warnings).toEqual([expect.objectContaining({ path: 'promt' })])
  })

  const element = { ...submitted, task_status: 'succeed', task_result: { videos: [{ id: '1', url: 'https://cdn.example.com/a.mp4', duration: '5.0' }] } }
  test.each<[string, string, Strange, string[]]>([
    ['an unknown field', text2video, { body: answered({ ...submitted, region: 'sgp' }) }, ['unknown-field data.region']],
    ['an unknown field of the envelope', text2video, { body: answered(submitted, { trace: 1 }) }, ['unknown-field trace']],
    ['a changed type', text2video, { body: answered({ ...submitted, created_at: 'yesterday' }) }, ['changed-type data.created_at']],
    ['a missing field', text2video, { body: answered({ task_status: 'submitted', created_at: 1, updated_at: 1 }) }, ['missing-field data']],
    ['a new status word', text2video, { body: answered({ ...submitted, task_status: 'queued' }) }, ['new-status-word data.task_status']],
    ['a new error code', text2video, { status: 400, body: { code: 1299, message: 'x', request_id: 'x' } }, ['new-error-code code']],
    ['a status that is not documented', text2video, { status: 418, body: { code: 1201, message: 'x', request_id: 'x' } }, ['new-http-status ']],
    ['another content type', text2video, { headers: { 'content-type': 'text/plain' }, body: answered(submitted) }, ['other-content-type ']],
    ['a malformed content type', text2video, { headers: { 'content-type': 'json' }, body: answered(submitted) }, ['other-content-type ']],
    ['no JSON', text2video, { body: '<html>' }, ['not-json ']],
    [
      'something new deep in a list',
      `${text2video}/1`,
      { body: answered({ ...element, task_result: { videos: [{ ...element.task_result.videos[0], codec: 'av1' }] } }) },
      ['unknown-field data.task_result.videos[0].codec'],
    ],
  ])('answers: %s', async (_, target, strange, found) => {
    const proxy = await proxyTo((await strangeServer(strange)).url)
    await ask(proxy, target, target === text2video ? { body: fox } : {})
    expect(kindsOf(proxy)).toEqual(found)
  })

  test('is nothing in what the document shows itself, through every gateway', async () => {
    for (const [gateway, base] of [
      ['official', ''],
      ['cometapi', '/kling'],
      ['cloudsway', '/v1/ai/mine/kling'],
    ] as const) {
      await using replaying = await startMock({ port: 0, mode: 'replay', gateway })
      const proxy = await proxyTo(replaying.url, { gateway })
      const document = JSON.parse(readFileSync(new URL(import.meta.resolve(`@klingkit/openapi/${gateway === 'official' ? 'openapi' : gateway}.json`)), 'utf8'))
      const get = Object.entries<any>(document.paths).filter(([target, item]) => item.get && target.endsWith('/{id}'))
      for (const [target, { get: operation }] of get.slice(0, 8)) {
        for (const example of Object.keys(operation.responses['200'].content['application/json'].examples)) {
          await ask(proxy, `${base}${target.replace('{id}', '1')}`, { headers: { prefer: `code=200, example=${example}` } })
          expect([gateway, target, example, proxy.requests.at(-1)!.status, kindsOf(proxy)]).toEqual([gateway, target, example, 200, []])
        }
      }
    }
  })

  test('is told once each', async () => {
    const proxy = await proxyTo((await strangeServer({ body: answered({ ...submitted, region: 'sgp' }) })).url)
    const lines: string[] = []
    proxy.listen(driftTeller((line) => lines.push(line)))
    for (let index = 0; index < 3; index++) await ask(proxy, text2video, { body: fox })
    expect(lines).toEqual(["answer 200 of createText2Video: unknown-field at data.region: the document does not know 'region'"])
  })
})

describe('a recording', () => {
  const record = path.join(folder, 'recorded')
  const read = (file: string) => parse(readFileSync(path.join(record, file), 'utf8'), { intAsBigInt: true })
  const text = () =>
    readdirSync(record)
      .map((file) => readFileSync(path.join(record, file), 'utf8'))
      .join('\n')

  const secrets = {
    token: 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhayJ9.c2lnbmF0dXJlLW9mLWFubmE',
    cookie: 'session-of-anna-7f3a',
    signature: 'X-Signature-9a8b7c6d5e',
    host: 'v16-kling-fdl.klingai.com',
    task: '867283741759111202',
    video: '867283741759111999',
    request: 'c0656403-1e6e-4b7e-b8f8-2cdd2595f2b9',
    order: 'order-of-anna-42',
    mail: 'anna@acme.example',
    region: 'unknown-region-of-anna',
    webhook: 'hooks.acme.example',
  }
  const signed = (name: string) => `https://${secrets.host}/bs2/${name}.mp4?x-kcdn-pid=112372&sign=${secrets.signature}`
  const body = {
    ...fox,
    prompt: `a fox, as in ${signed('fox')} for ${secrets.mail} with Bearer ${secrets.token}`,
    callback_url: `https://${secrets.webhook}/kling?key=${secrets.signature}`,
  }
  const done = {
    ...submitted,
    task_status: 'succeed',
    task_status_msg: `task ${secrets.task} of ${secrets.order} is done`,
    task_info: { external_task_id: secrets.order },
    task_result: { videos: [{ id: secrets.video, url: signed('fox'), watermark_url: signed('marked'), duration: '5.0' }] },
    owner: { region: secrets.region, mail: secrets.mail, phone: 4915112345678 },
  }

  test('has examples in the layout of spec/', async () => {
    const headers = { authorization: `Bearer ${secrets.token}`, cookie: `id=${secrets.cookie}` }
    const creates = await proxyTo((await strangeServer({ body: answered({ ...submitted, task_info: { external_task_id: secrets.order } }) })).url, { record })
    await ask(creates, text2video, { body, headers })
    await ask(creates, text2video, { body, headers })
    const { createText2Video: requests } = read('requests.yaml')
    const { createText2Video: responses } = read('responses.yaml')
    expect(Object.keys(requests)).toEqual(['captured'])
    expect(requests.captured).toMatchObject({ 'x-kling-origin': 'captured', summary: expect.stringMatching(/^Accepted, \d{4}-\d\d-\d\d$/) })
    expect(Object.keys(responses['200'])).toEqual(['captured-submitted'])
    // The same id is the same stand-in, in request and answer.
    expect(responses['200']['captured-submitted'].value.data.task_info.external_task_id).toBe(requests.captured.value.external_task_id)
    expect(requests.captured.value.model_name).toBe('kling-v3')
    expect(requests.captured.value.prompt).toMatch(/^a fox, as in https:\/\/cdn\.example\.com\/recorded\/\d+\.mp4 for someone@example\.com with /)
    expect(requests.captured.value.callback_url).toBe('https://example.com/webhook')
    for (const [name, secret] of Object.entries(secrets)) expect(text().includes(secret), name).toBe(false)
    rmSync(record, { recursive: true })
  })

  test('holds nothing secret, and hangs together', async () => {
    const headers = { authorization: `Bearer ${secrets.token}`, cookie: `id=${secrets.cookie}` }
    const proxy = await proxyTo((await strangeServer({ body: answered(done) })).url, { record })
    await ask(proxy, `${text2video}/${secrets.order}`, { headers })
    await ask(proxy, `${text2video}/${secrets.task}?note=${secrets.signature}`, { headers })
    const all = text()
    for (const [name, secret] of Object.entries(secrets)) expect(all.includes(secret), name).toBe(false)
    expect(all).not.toMatch(/4915112345678|x-kcdn|klingai\.com|acme/)
    const { value, summary } = read('responses.yaml').getText2Video['200']['captured-succeed']
    expect(summary).toMatch(/differs from the document: unknown-field/)
    expect(value.data.task_result.videos[0].url).toMatch(/^https:\/\/cdn\.example\.com\/recorded\/\d+\.mp4$/)
    expect(value.data.task_result.videos[0].url).not.toBe(value.data.task_result.videos[0].watermark_url)
    expect(value.data.task_status_msg).toBe(`task ${value.data.task_id} of ${value.data.task_info.external_task_id} is done`)
    expect(value.data.task_id).toMatch(/^8\d{17}$/)
    expect(value.data.owner).toEqual({ region: 'unknown', mail: 'unknown', phone: 0n })
    expect(value.data.created_at).toBe(BigInt(submitted.created_at))
  })

  test('is not mixed with another one', async () => {
    await expect(startMock({ port: 0, mode: 'proxy', upstream: upstream.url, record })).rejects.toThrow(/holds a recording already/)
  })

  test('of refusals that name an id has a stand-in there as well', async () => {
    const refused = path.join(folder, 'refused')
    const proxy = await proxyTo(
      (await strangeServer({ status: 400, body: { code: 1201, message: `External_task_id ${secrets.order} already exists`, request_id: secrets.request } }))
        .url,
      { record: refused },
    )
    await ask(proxy, text2video, { body: fox })
    const written = readFileSync(path.join(refused, 'responses.yaml'), 'utf8')
    expect(written).toContain('captured-error-1201')
    expect(written).toMatch(/External_task_id \S+ already exists/)
    expect(written).not.toMatch(/anna|c0656403/)
    expect(readdirSync(refused)).toEqual(['requests.yaml', 'responses.yaml'])
  })

  test('keeps numbers of 18 digits numbers, and files out', async () => {
    const elements = path.join(folder, 'elements')
    const server = await strangeServer({
      body: `{"code":0,"message":"SUCCEED","request_id":"x","data":{"element_id":829836802793406777,"element_name":"Anna of Acme"}}`,
    })
    const proxy = await proxyTo(server.url, { record: elements })
    await ask(proxy, '/v1/general/custom-elements', {
      body: {
        element_name: 'Anna of Acme',
        element_description: 'a woman',
        element_frontal_image: 'A'.repeat(400),
        element_refer_list: [{ image_url: 'B'.repeat(400) }],
      },
    })
    const written = readFileSync(path.join(elements, 'responses.yaml'), 'utf8') + readFileSync(path.join(elements, 'requests.yaml'), 'utf8')
    expect(written).toMatch(/element_id: 8\d{17}\n/)
    expect(written).not.toMatch(/Acme|829836802793406777|A{200}|B{200}/)
  })
})
