import { operations } from '@klingkit/openapi/runtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSimulator, type PlainAnswer, type SimulatorOptions, seededRandom } from '../src/index.js'
import { creates, examplesOf } from './support/documented-requests.js'
import { authorization } from './support/world.js'

const post = operations.filter(({ method }) => method === 'POST')
const bodies = post.flatMap(({ id, path }) => examplesOf(id).map(([, body]) => ({ path, body })))

/** A documented body with one value somewhere in it put in another's place. */
const mutated = fc.tuple(fc.constantFrom(...bodies), fc.nat(), fc.jsonValue({ maxDepth: 2 })).map(([{ path, body }, place, value]) => {
  const copy = structuredClone(body)
  const places: [any, string][] = []
  const visit = (node: any) => {
    if (node === null || typeof node !== 'object') return
    for (const key of Object.keys(node)) {
      places.push([node, key])
      visit(node[key])
    }
  }
  visit(copy)
  const [owner, key] = places[place % places.length] ?? [copy, 'prompt']
  owner[key] = value
  return { path, body: JSON.stringify(copy) }
})

const strange = fc.record({ path: fc.constantFrom(...post.map(({ path }) => path)), body: fc.oneof(fc.json(), fc.string()) })

/** Without rules everything gets in, so nothing of a body can be relied on. */
function createOpen(options: SimulatorOptions = {}) {
  const simulator = createSimulator({ speed: 'instant', references: 'off', random: seededRandom(5), sendCallback: async () => ({ status: 200 }), ...options })
  const send = (method: string, url: string, body?: string) => simulator.handle({ method, url, headers: { authorization }, body })
  return { simulator, send }
}

function expectKlingShape({ status, body }: PlainAnswer): any {
  const json = JSON.parse(body)
  expect(status === 404 ? [json.code ?? 'unrouted'] : [json.code]).not.toEqual([undefined])
  if (status !== 200) expect([400, 404, 429]).toContain(status)
  return json
}

const runs = { seed: 20261120, numRuns: 1500 }

test('whatever is sent is answered in the shape of the API, and so is every read of what came of it', async () => {
  const { simulator, send } = createOpen()
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated, strange), async ({ path, body }) => {
      const { data } = expectKlingShape(await send('POST', path, body))
      const id = data?.task_id ?? data?.id
      if (typeof id !== 'string') return
      expectKlingShape(await send('GET', `/tasks?task_ids=${id}`))
      expectKlingShape(await send('GET', `${path}/${id}`))
    }),
    runs,
  )
  // Lists show all of it, and the ledgers too.
  for (const { path, task } of creates) {
    if (task!.list && path.startsWith('/v1/')) expectKlingShape(await send('GET', `${path}?pageSize=500`))
  }
  for (const path of ['/tasks', '/solutions']) expectKlingShape(await send('POST', path, '{"limit":500}'))
  for (const path of ['/account/billing/package', '/account/billing/balance'])
    expectKlingShape(await send('POST', path, '{"start_time":0,"end_time":99999999999999}'))
  expect(await simulator.control.taskCount()).toBeGreaterThan(300)
  await expect.poll(() => simulator.control.callbacks.filter(({ outcome }) => outcome === 'waiting')).toEqual([])
})

test('whatever stands in the request line or in a header is answered too', async () => {
  const { send, simulator } = createOpen()
  const address = fc.oneof(fc.webPath(), fc.webUrl(), fc.string(), fc.constantFrom(...operations.map(({ path }) => path)))
  const query = fc.oneof(
    fc.constant(''),
    fc.webQueryParameters().map((text) => `?${text}`),
    fc.constant('?task_ids=%E0%A4%A&pageNum=x&pageSize=-1'),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'TRACE', ''),
      address,
      query,
      fc.string(),
      fc.string(),
      async (method, path, search, token, words) => {
        expectKlingShape(await send(method, path + search, '{}'))
        const { status } = await simulator.handle({ method, url: path + search, headers: { authorization: token, 'kling-mock-trouble': words } })
        expect([200, 400, 401, 404, 429]).toContain(status)
      },
    ),
    runs,
  )
})

test('bodies of twenty thousand levels', async () => {
  const { send, simulator } = createOpen()
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  for (const { path } of post) {
    for (const name of ['prompt', 'contents', 'settings', 'options', 'anything', 'image_list', 'points', 'filters', 'element_name']) {
      const { data } = expectKlingShape(await send('POST', path, `{"${name}":${deep}}`))
      const id = data?.task_id ?? data?.id
      if (typeof id === 'string') expectKlingShape(await send('GET', `/tasks?task_ids=${id}`))
    }
  }
  expect(JSON.stringify(await simulator.control.tasks(1000)).length).toBeGreaterThan(1000)
})
