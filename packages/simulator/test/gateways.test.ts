import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gateways, requests } from '@klingkit/openapi'
import { errorCodes, operations as officialOperations } from '@klingkit/openapi/runtime'
import * as cloudsway from '@klingkit/zod/cloudsway'
import * as cometapi from '@klingkit/zod/cometapi'
import { describe, expect, test } from 'vitest'
import type { SimulatorOptions } from '../src/index.js'
import { quiet, rememberingSender } from './support/receiver.js'
import { createWorld, second, type World } from './support/world.js'

const profiles = {
  cometapi: { ...cometapi, base: '/kling' },
  cloudsway: { ...cloudsway, base: '/v1/ai/ep-2f9c/kling' },
}
type Name = keyof typeof profiles

/** operation -> name -> refusal, as the document of a gateway shows them */
function documentedRefusals(name: Name): Map<string, Map<string, { status: number; body: any }>> {
  const document = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`@klingkit/openapi/${name}.json`)), 'utf8'))
  const found = new Map<string, Map<string, { status: number; body: any }>>()
  for (const item of Object.values<any>(document.paths)) {
    for (const { operationId, responses } of Object.values<any>(item)) {
      const refusals = Object.entries<any>(responses).flatMap(([status, { content }]) =>
        Object.entries<any>(status === '200' ? {} : content['application/json'].examples).map(
          ([key, { value }]) => [key, { status: Number(status), body: value }] as const,
        ),
      )
      found.set(operationId, new Map(refusals))
    }
  }
  return found
}

const retired = new Set<string>(officialOperations.filter(({ status }) => status === 'retired').map(({ id }) => id))

const codeIn = (body: any): number => body.code ?? codeIn(body.data)

/** The names and types of all members, without their values. */
const shapeOf = (value: any): unknown =>
  value === null || typeof value !== 'object' ? typeof value : Object.entries(value).map(([name, member]) => [name, shapeOf(member)])

function createGateway(name: Name, options: SimulatorOptions = {}): World {
  const { checkRequest } = profiles[name]
  return createWorld({ gateway: gateways[name]!, validate: checkRequest, ...options })
}

const addressOf = (name: Name, id: string, task = '') =>
  profiles[name].base + gateways[name]!.operations.find((operation) => operation.id === id)!.path.replace('{id}', task)
const text2video = { model_name: 'kling-v3', prompt: 'a fox' }

describe.each(Object.keys(profiles) as Name[])('%s', (name) => {
  const { validators } = profiles[name] as { validators: Record<string, any> }
  const operations = gateways[name]!.operations

  test('answers each of its operations in the shape of its own document', async () => {
    let answered = 0
    for (const { id, method, path } of operations) {
      const bodies = method === 'POST' ? Object.values(requests[id] ?? {}) : [undefined]
      for (const body of bodies) {
        const world = createGateway(name)
        const { status, json, text } = await world.send({
          method,
          url: `${profiles[name].base}${path.replace('{id}', '1')}${id === 'getTasks' ? '?task_ids=1' : ''}`,
          body: body === undefined ? undefined : JSON.stringify(body),
        })
        if (status !== 200) continue
        answered++
        expect(validators[id].response.safeParse(json).error?.issues ?? [], `${id}: ${text}`).toEqual([])
      }
    }
    expect(answered).toBeGreaterThan(operations.length / 3)
  })

  test('refuses in the shape of the examples of its document, whatever refuses', async () => {
    const documented = documentedRefusals(name)
    expect(documented.size).toBe(operations.length)
    const world = createGateway(name)
    const seen = new Set<number>()
    for (const { id, method, path } of operations) {
      const url = `${profiles[name].base}${path.replace('{id}', '1')}`
      const refuse = async (headers: Record<string, string>, body?: string) => world.send({ method, url, headers, body: method === 'POST' ? body : undefined })
      const expectLike = (example: any, { status, json }: { status: number; json: any }, what: string) => {
        seen.add(codeIn(example.body))
        expect({ status, shape: shapeOf(json) }, `${id}: ${what}`).toEqual({ status: example.status, shape: shapeOf(example.body) })
      }
      const examples = documented.get(id)!
      for (const [key, example] of examples) {
        const code = codeIn(example.body)
        expectLike(example, await refuse({ authorization: 'Bearer any', 'kling-mock-trouble': `code=${code}` }, '{}'), `trouble ${key}`)
      }
      expectLike(examples.get('error-1001'), await refuse({}, '{}'), 'no credential')
      expectLike(examples.get('error-1002'), await refuse({ authorization: 'Basic abc' }, '{}'), 'a credential of another kind')
      expectLike(examples.get('error-1201'), await refuse({ authorization: 'Bearer any', 'kling-mock-trouble': 'nonsense' }, '{}'), 'an unknown word')
      if (method === 'POST') {
        // What is retired answers so before it looks at a body.
        for (const body of ['{"prompt":', ...(retired.has(id) ? [] : ['[]', '7'])])
          expectLike(examples.get('error-1201'), await refuse({ authorization: 'Bearer any' }, body), body)
        expectLike(examples.get('error-1202'), await world.send({ method: 'PUT', url }), 'another method')
      }
    }
    expect(seen.size).toBe(errorCodes.length - 1)
  })

  test('knows nothing but its operations', async () => {
    const world = createGateway(name)
    for (const url of ['/v1/videos/text2video', `${profiles[name].base}/account/costs`, `${profiles[name].base}/v1/general/custom-voices`]) {
      const { status, json } = await world.post(url, text2video)
      expect([url, status, json.error]).toEqual([url, 404, 'Not Found'])
    }
    // It has no lists: the path of the create takes POST only.
    expect((await world.get(addressOf(name, 'createText2Video'))).status).toBe(404)
  })

  test('plays a task to its end', async () => {
    const world = createGateway(name)
    const { json } = await world.post(addressOf(name, 'createText2Video'), text2video)
    const states = []
    for (const wait of [0, 0.5, 1.5]) {
      world.clock.advance(wait * second)
      const read = await world.get(addressOf(name, 'getText2Video', json.data.task_id))
      expect(validators.getText2Video.response.safeParse(read.json).success).toBe(true)
      states.push(read.json.data.task_status)
    }
    expect(states).toEqual(['submitted', 'processing', 'succeed'])
  })

  test('takes any key, for it has no tokens of its own making', async () => {
    const world = createGateway(name)
    const withToken = await world.post(addressOf(name, 'createText2Video'), text2video, { authorization: 'Bearer a.b.c' })
    expect(withToken.status).toBe(200)
    const keyed = createGateway(name, { credentials: { apiKeys: ['key-1'] } })
    const refused = await keyed.post(addressOf(name, 'createText2Video'), text2video)
    expect(refused.status).toBe(401)
    expect(refused.text).not.toMatch(/3 parts|AK\/SK/)
    expect((await keyed.post(addressOf(name, 'createText2Video'), text2video, { authorization: 'Bearer key-1' })).status).toBe(200)
  })
})

describe('CometAPI', () => {
  const create = (world: World, id: string, body: object) => world.post(addressOf('cometapi', id), body)

  test('leaves the request id out of some creates', async () => {
    const world = createGateway('cometapi')
    expect((await create(world, 'createText2Video', text2video)).json).toHaveProperty('request_id')
    expect((await create(world, 'createVideoToAudio', { video_url: 'https://e.com/a.mp4' })).json).not.toHaveProperty('request_id')
  })

  test('repeats the id of the task as that of the call when an omni video is read', async () => {
    const world = createGateway('cometapi')
    const { json } = await create(world, 'createOmniVideo', { prompt: 'a fox', aspect_ratio: '16:9' })
    const read = await world.get(addressOf('cometapi', 'getOmniVideo', json.data.task_id))
    expect(read.json.request_id).toBe(json.data.task_id)
  })

  test('keeps the order of its envelope, and does not repeat the own id', async () => {
    const world = createGateway('cometapi')
    const { json } = await create(world, 'createText2Video', { ...text2video, external_task_id: 'order-1' })
    expect(Object.keys(json)).toEqual(['code', 'message', 'request_id', 'data'])
    expect(json.data.task_info).toEqual({ external_task_id: null })
    const read = async () => (await world.get(addressOf('cometapi', 'getText2Video', json.data.task_id))).json.data
    expect((await read()).task_result).toBeNull()
    world.clock.advance(second)
    expect((await read()).task_result).toEqual({})
  })

  test('answers for its own keys and paths itself', async () => {
    const world = createGateway('cometapi')
    const noKey = await world.send({ url: addressOf('cometapi', 'getText2Video', '1'), headers: {} })
    expect(noKey.json).toEqual({ code: 1001, message: 'Authorization is empty', request_id: expect.any(String) })
    expect((await world.get(addressOf('cometapi', 'createText2Video'))).json).toMatchObject({ code: 1202 })
  })

  test("hides Kling's error two levels down", async () => {
    const world = createGateway('cometapi')
    const { status, json } = await create(world, 'synthesizeSpeech', { text: 'hello', voice_id: 'nobody', voice_language: 'en' })
    expect(status).toBe(400)
    expect(json).toEqual({
      message: 'Voice id not found',
      data: { data: { code: 1201, message: 'Voice id not found', request_id: expect.any(String) }, message: 'Voice id not found' },
    })
  })

  test('has its own words for models it does not offer', async () => {
    const world = createGateway('cometapi')
    const { status, json } = await create(world, 'createText2Video', { model_name: 'kling-v1', prompt: 'a fox' })
    expect([status, json.data.data.code, json.message]).toEqual([404, 1203, 'invalid model name'])
    const omni = await create(world, 'createImage2Video', { model_name: 'kling-v3-omni', image: 'https://e.com/a.png' })
    expect(omni.json.message).toMatch(/invalid model name|not supported/)
  })

  test('has its own limits', async () => {
    const world = createGateway('cometapi')
    expect((await create(world, 'createText2Video', { ...text2video, prompt: 'x'.repeat(501) })).status).toBe(400)
    expect((await create(world, 'createText2Video', { ...text2video, prompt: 'x'.repeat(500) })).status).toBe(200)
  })
})

describe('Cloudsway', () => {
  const create = (world: World, id: string, body: object) => world.post(addressOf('cloudsway', id), body)

  test('takes any path segment of a customer', async () => {
    const world = createGateway('cloudsway')
    for (const segment of ['ep-1', 'my_endpoint', '0']) {
      expect((await world.post(`/v1/ai/${segment}/kling/videos/text2video`, text2video)).status).toBe(200)
    }
    expect((await world.post('/v1/ai/kling/videos/text2video', text2video)).status).toBe(404)
    expect((await world.post('/v1/ai/a/b/kling/videos/text2video', text2video)).status).toBe(404)
  })

  test('shows null where there is nothing, and does not repeat the own id', async () => {
    const world = createGateway('cloudsway')
    const { json } = await create(world, 'createText2Video', { ...text2video, external_task_id: 'order-1', watermark_info: { enabled: false } })
    expect(Object.keys(json)).toEqual(['code', 'message', 'data', 'request_id'])
    expect(json.data.task_info).toEqual({ parent_video: null })
    world.clock.advance(2 * second)
    const done = await world.get(addressOf('cloudsway', 'getText2Video', 'order-1'))
    expect(done.json.data).toMatchObject({ task_info: { parent_video: null }, task_result: { videos: [{ watermark_url: null }] } })
    expect(done.json.data).not.toHaveProperty('watermark_info')
    const sound = await create(world, 'createTextToAudio', { prompt: 'rain', duration: 3 })
    expect(sound.json.data.task_info).toEqual({})
    world.clock.advance(2 * second)
    const heard = await world.get(addressOf('cloudsway', 'getTextToAudio', sound.json.data.task_id))
    expect(heard.json.data.task_result.audios).toMatchObject([{ url: null, duration: null }])
  })

  test('shows a failed picture as it was captured', async () => {
    const world = createGateway('cloudsway')
    const { json } = await world.post(
      addressOf('cloudsway', 'createImageGeneration'),
      { model_name: 'kling-v3', prompt: 'a fox' },
      { 'kling-mock-trouble': 'fail=image-format' },
    )
    world.clock.advance(2 * second)
    const failed = await world.get(addressOf('cloudsway', 'getImageGeneration', json.data.task_id))
    expect(failed.json.data).toMatchObject({
      task_status_msg: 'Image format is invalid',
      task_result: { images: null, result_type: null, series_images: null },
      final_unit_deduction: '0',
    })
  })

  test("knows Kling's models by its own names too, and charges for the model behind", async () => {
    const world = createGateway('cloudsway')
    const { json } = await create(world, 'createText2Video', { model_name: 'MaaS_KeLing_V2.6', prompt: 'a fox', mode: 'pro', sound: 'on' })
    world.clock.advance(2 * second)
    const { json: read } = await world.get(addressOf('cloudsway', 'getText2Video', json.data.task_id))
    expect(read.data.final_unit_deduction).toBe('5')
  })

  test('puts videos/ before paths of the new standard', async () => {
    const world = createGateway('cloudsway')
    const { json } = await world.post('/v1/ai/ep/kling/videos/text-to-video/kling-3.0-turbo', { prompt: 'a fox' })
    const read = await world.get(`/v1/ai/ep/kling/tasks?task_ids=${json.data.id}`)
    expect(read.json.data).toMatchObject([{ id: json.data.id, status: 'submitted' }])
    const unknown = await world.post('/v1/ai/ep/kling/videos/text-to-video/kling-9', {})
    expect([unknown.status, unknown.json.message]).toEqual([400, 'model is not supported'])
  })

  test('calls back only where it documents an address', async () => {
    const { send, sent } = rememberingSender()
    const world = createGateway('cloudsway', { sendCallback: send })
    const callback_url = 'http://127.0.0.1:9/hook'
    const video = await create(world, 'createText2Video', { ...text2video, callback_url })
    expect(video.headers['kling-mock-warning']).toContain('Cloudsway (MaaS) documents no callbacks here')
    await create(world, 'createImageGeneration', { model_name: 'kling-v3', prompt: 'a fox', callback_url })
    await create(world, 'createTextToVideoKling30Turbo', { prompt: 'a fox', options: { callback_url } })
    await quiet()
    expect(sent.map(({ body }) => Object.keys(JSON.parse(body))[0])).toEqual(['task_id', 'id'])
  })
})

test('a gateway that words success in its own way does so everywhere', async () => {
  const habits = { ...gateways.cometapi!.habits, message: ['success', 'SUCCEED'] }
  const world = createWorld({ gateway: { ...gateways.cometapi!, habits } })
  const created = await world.post(addressOf('cometapi', 'createText2Video'), text2video)
  const read = await world.get(addressOf('cometapi', 'getText2Video', created.json.data.task_id))
  expect([created.json.message, read.json.message]).toEqual(['success', 'success'])
})

test('a gateway that says it sends no callbacks sends none, and one that looks up no own ids finds none', async () => {
  const { send, sent } = rememberingSender()
  const habits = { ...gateways.cometapi!.habits, callbacks: 'none', lookup: { task_id: true, external_task_id: false } }
  const world = createWorld({ gateway: { ...gateways.cometapi!, habits }, sendCallback: send })
  await world.post(addressOf('cometapi', 'createText2Video'), { ...text2video, external_task_id: 'order-1', callback_url: 'http://127.0.0.1:9/hook' })
  await quiet()
  expect(sent).toEqual([])
  expect((await world.get(addressOf('cometapi', 'getText2Video', 'order-1'))).status).toBe(400)
})
