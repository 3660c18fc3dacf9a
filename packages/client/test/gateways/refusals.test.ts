import { afterEach, describe, expect, test, vi } from 'vitest'
import { allOperations } from '../../src/core/table.ts'
import { cloudsway, cometapi } from '../../src/gateways.ts'
import { accessKey, createClient, createKling, type Kling, KlingError } from '../../src/index.ts'
import { listText2Video } from '../../src/operations.ts'
import { readExact } from '../support/contract.ts'
import { refusing, wire } from './support/wire.ts'

afterEach(() => vi.unstubAllEnvs())

const created = { code: 0, message: 'SUCCEED', data: { task_id: '1', task_status: 'submitted' } }

describe.each([
  { id: 'cometapi', gateway: cometapi(), title: 'CometAPI' },
  { id: 'cloudsway', gateway: cloudsway({ endpointPath: 'mine' }), title: 'Cloudsway' },
] as const)('what $title does not relay', ({ id, gateway, title }) => {
  const relayed = new Set(
    Object.values<any>(readExact(`${id}.json`).paths).flatMap((item) => [item.get, item.post].filter(Boolean).map(({ operationId }) => operationId)),
  )
  const absent = allOperations().filter(({ operation }) => !relayed.has(operation.id))

  test('is refused by name before anything is sent, with a way out', async () => {
    const { fetch, sent } = wire(created)
    const kling = createKling({ gateway: gateway as never, apiKey: 'any', fetch }) as Kling
    expect(absent.length).toBeGreaterThan(40)
    for (const { operation, call } of absent) {
      const resource = call.slice(0, -1).reduce((at: any, segment) => at[segment], kling)
      const error = await Promise.resolve(resource[call.at(-1)!](operation.path.includes('{id}') ? '1' : {})).catch((reason: unknown) => reason)
      expect(error, operation.id).toBeInstanceOf(KlingError)
      expect((error as Error).message).toContain(`${operation.id}: ${title} does not relay it, so nothing was sent.`)
      expect((error as Error).message).toContain('createKling({ apiKey })')
    }
    expect(sent).toEqual([])
  })

  test('is refused of plain functions too; of a list the message names the read that is there', async () => {
    const client = createClient({ gateway, apiKey: 'any', fetch: wire(created).fetch })
    await expect(Promise.resolve(listText2Video(client))).rejects.toThrow('Read a task by its id with getText2Video')
  })

  test('but an endpoint this version does not know is tried', async () => {
    const { fetch, sent } = wire(created)
    await createKling({ gateway: gateway as never, apiKey: 'any', fetch }).request({ path: '/v9/new' })
    expect(sent).toMatchObject([{ url: `${gateway.baseUrl}/v9/new` }])
  })
})

describe('what is only inferred', () => {
  test('says so in its errors', async () => {
    const { fetch } = refusing(404, { code: 1202, message: 'not found', request_id: 'r' })
    const comet = createKling({ gateway: cometapi(), apiKey: 'any', fetch })
    await expect(comet.v1.videos.avatar.image2video.get('1')).rejects.toThrow(/CometAPI does not document this call: no page tells the query/)
    const cloud = createKling({ gateway: cloudsway({ endpointPath: 'mine' }), apiKey: 'any', fetch })
    await expect(cloud.textToVideo['kling-3.0-turbo'].wait('1')).rejects.toThrow(/Cloudsway does not document this call: the page documents the creates only/)
  })

  test('what is documented says nothing of the kind', async () => {
    const { fetch } = refusing(404, { code: 1202, message: 'not found', request_id: 'r' })
    const error = await createKling({ gateway: cometapi(), apiKey: 'any', fetch })
      .v1.videos.text2video.get('1')
      .catch((reason) => reason)
    expect(error.message).not.toContain('document')
  })
})

describe('tasks by the own id', () => {
  const operation = (id: string) => allOperations().find((each) => each.operation.id === id)!.operation

  test('are not looked for at CometAPI, whose pages do not say that they are found', () => {
    expect(cometapi().byExternalId!(operation('createText2Video'))).toBe(false)
  })

  test('are at Cloudsway, but not where the read itself is inferred', () => {
    const { byExternalId } = cloudsway({ endpointPath: 'mine' })
    expect(['createText2Video', 'createOmniVideo', 'createTextToVideoKling30Turbo'].map((id) => byExternalId!(operation(id)))).toEqual([true, false, false])
  })
})

describe('callbacks', () => {
  const cloud = (options = {}) => {
    const { fetch, sent } = wire(created)
    return { kling: createKling({ gateway: cloudsway({ endpointPath: 'mine' }), apiKey: 'any', fetch, ...options }), sent }
  }

  test('an address that the gateway documents nowhere is refused before sending: the callback would never come', async () => {
    const { kling, sent } = cloud()
    const body = { model_name: 'kling-v3', prompt: 'A fox', callback_url: 'https://example.com/hook' as '' }
    await expect(kling.v1.videos.text2video.create(body)).rejects.toThrow(/createText2Video: Cloudsway documents no callback_url.*wait\(task\)/)
    expect(sent).toEqual([])
    await kling.v1.videos.text2video.create({ ...body, callback_url: '' })
    expect(sent).toHaveLength(1)
  })

  test('where the field is taken and nothing is said of callbacks, the logger is told', async () => {
    const warn = vi.fn()
    const { kling, sent } = cloud({ logger: { warn } })
    await kling.v1.audio.textToAudio.create({ prompt: 'Rain', duration: 3, callback_url: 'https://example.com/hook' })
    await kling.textToVideo['kling-3.0-turbo'].create({ prompt: 'A fox', options: { callback_url: 'https://example.com/hook' } }).catch(() => undefined)
    expect(sent).toHaveLength(2)
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      expect.stringMatching(/^createTextToAudio: Cloudsway takes callback_url, but does not say/),
      expect.stringMatching(/^createTextToVideoKling30Turbo: Cloudsway takes callback_url, but does not say/),
    ])
  })

  test('a default that differs from that of Kling is told where the member is left out', async () => {
    const warn = vi.fn()
    const { kling } = cloud({ logger: { warn } })
    await kling.v1.images.generations.create({ prompt: 'A lighthouse' })
    await kling.v1.images.generations.create({ prompt: 'A lighthouse', model_name: 'kling-v3' })
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      expect.stringMatching(/^createImageGeneration: Cloudsway takes "kling-v1" where model_name is left out/),
    ])
  })
})

describe('credentials', () => {
  test('a token signed for Kling is never given to a gateway', async () => {
    const { fetch, sent } = wire(created)
    const kling = createKling({ gateway: cometapi(), auth: accessKey({ accessKey: 'a', secretKey: 's' }), fetch })
    await expect(kling.v1.videos.text2video.get('1')).rejects.toThrow('CometAPI takes a key of its own only')
    expect(sent).toEqual([])
  })

  test('the environment: its own names, never those of Kling', async () => {
    vi.stubEnv('KLINGAI_API_KEY', 'of-kling')
    vi.stubEnv('COMETAPI_KEY', 'of-comet')
    vi.stubEnv('CLOUDSWAY_API_KEY', ' ')
    vi.stubEnv('CLOUDSWAY_AK', 'of-cloudsway')
    const { fetch, sent } = wire(created)
    await createKling({ gateway: cometapi(), fetch }).v1.videos.text2video.get('1')
    await createKling({ gateway: cloudsway({ endpointPath: 'mine' }), fetch }).v1.videos.text2video.get('1')
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer of-comet', 'Bearer of-cloudsway'])
  })

  test('without any the message names what to set', async () => {
    vi.stubEnv('KLINGAI_API_KEY', 'of-kling')
    vi.stubEnv('COMETAPI_KEY', '')
    vi.stubEnv('COMETAPI_API_KEY', '')
    const { fetch, sent } = wire(created)
    await expect(createKling({ gateway: cometapi(), fetch }).v1.videos.text2video.get('1')).rejects.toThrow(/no credential.*COMETAPI_KEY/)
    expect(sent).toEqual([])
  })
})

describe('the address', () => {
  test('of Cloudsway holds the endpoint, which has to be given', () => {
    expect(cloudsway({ endpointPath: 'my point' }).baseUrl).toBe('https://genaiapi.cloudsway.net/v1/ai/my%20point/kling')
    expect(cloudsway({ endpointPath: 'mine', host: 'genaiapi-m2.cloudsway.net' }).baseUrl).toBe('https://genaiapi-m2.cloudsway.net/v1/ai/mine/kling')
    expect(cloudsway({ endpointPath: 'mine', host: 'http://127.0.0.1:4010/' }).baseUrl).toBe('http://127.0.0.1:4010/v1/ai/mine/kling')
    for (const endpointPath of ['', ' ', '..', undefined as never]) expect(() => cloudsway({ endpointPath })).toThrow(/needs endpointPath/)
    expect(() => cloudsway({ endpointPath: 'mine', host: 'a host' })).toThrow(/The host of cloudsway\(\) is none/)
  })

  test('of CometAPI can be that of a mock', () => {
    expect(cometapi().baseUrl).toBe('https://api.cometapi.com/kling')
    expect(cometapi({ baseUrl: 'http://127.0.0.1:4010/kling/' }).baseUrl).toBe('http://127.0.0.1:4010/kling')
  })
})
