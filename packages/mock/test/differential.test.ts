import { stringify } from 'lossless-json'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../src/index.js'
import { ask, type Question, type Reply } from './support/ask.js'
import { type DocumentedOperation, documentedOperations, invalidBodies, ruleNames } from './support/documented-requests.js'
import { inLanes } from './support/in-lanes.js'
import { isKlingShape } from './support/kling-shape.js'
import { type StockPrism, startStockPrism } from './support/stock-prism.js'

/*
 * Stock `prism mock` is the oracle: on the same document both must agree on verdict, status, content type and body. These are all the exceptions there are.
 */
const exceptions = {
  'problem+json': 'Where stock Prism answers in application/problem+json (unknown path, wrong method, media type), ours answers in a shape of Kling.',
  'message texts': 'Stock Prism refuses with the first documented example of the status; ours has the same code, and the message of the broken rule.',
  'credentials of another kind':
    'To a header that is no bearer token stock Prism says with the first example of 401 that it is empty (1001); ours says that it is invalid (1002), as the service does.',
  'ids with a comma': 'Stock Prism takes them for lists and refuses; ours takes them as they are.',
  'x-kling-rules': 'Rules that JSON Schema cannot say, and those over several parameters of a query, are unknown to stock Prism, which accepts.',
  'integers above 2^53': 'Stock Prism rounds them, ours does not.',
  'broken JSON': 'Stock Prism never answers; ours refuses.',
  'bodies above 10 MB': 'Stock Prism takes 10 MB, ours 80 MB.',
  'Prefer naming what does not exist': 'Stock Prism answers something else or in problem+json; ours refuses and lists what there is.',
} as const
type Exception = keyof typeof exceptions

const documents = [
  { file: 'openapi.json', invalid: 'invalid-bodies.json', options: { port: 0, mode: 'replay' }, base: '' },
  { file: 'cometapi.json', invalid: 'cometapi-invalid-bodies.json', options: { port: 0, mode: 'replay', gateway: 'cometapi' }, base: '/kling' },
  { file: 'cloudsway.json', invalid: 'cloudsway-invalid-bodies.json', options: { port: 0, mode: 'replay', gateway: 'cloudsway' }, base: '/v1/ai/mine/kling' },
] as const

const counted: Record<string, number> = {}
const used = new Map<Exception, number>()
const count = (what: string) => {
  counted[what] = (counted[what] ?? 0) + 1
}

/** It takes seconds to start, so there is one for each document. */
const started = new Map<string, Promise<StockPrism>>()
function stockOn(file: string): Promise<StockPrism> {
  const stock = started.get(file) ?? startStockPrism(file)
  started.set(file, stock)
  return stock
}
afterAll(async () => {
  for (const stock of started.values()) await (await stock).close()
})

describe.each(documents)('$file', ({ file, invalid, options, base }) => {
  let ours: Mock
  let stock: StockPrism
  beforeAll(async () => {
    stock = await stockOn(file)
    ours = await startMock(options)
  })
  afterAll(async () => {
    await ours.close()
  })

  // Stock Prism drops connections that were idle for 5 s, at times in the moment when the next question goes out on one.
  const afresh = (question: Question): Question => ({ ...question, headers: { ...question.headers, connection: 'close' } })
  const both = (path: string, question: Question) => Promise.all([ask(ours, `${base}${path}`, question), ask(stock, path, afresh(question))])
  const operations = documentedOperations(file)
  const bad = invalidBodies(invalid)
  const rules = ruleNames(file)

  describe.each(operations)('$id', (operation) => {
    const { id, method, path } = operation

    testIf(method === 'POST')('accepts the same request examples, with the same answer', async () => {
      await inLanes(Object.entries(operation.requests), async ([name, body]) => {
        count('request examples')
        const [our, their] = await both(path, { method, body })
        expect(our.status, name).toBe(200)
        expectEqual(our, their, name)
      })
    })

    test('gives the same answer for every response example', async () => {
      // What Cloudsway refuses is documented as at Kling; its successes are its own.
      const responses = operation.responses.filter(({ status }) => file !== 'cloudsway.json' || status === '200')
      await inLanes(responses, async ({ status, name, text }) => {
        count('response examples')
        const [our, their] = await both(path, { ...firstRequest(operation), headers: { prefer: `code=${status}, example=${name}` } })
        expect(our.text, name).toBe(text)
        expectEqual(our, their, `${status} ${name}`)
      })
    })

    testIf(method === 'POST')('refuses the same bodies', async () => {
      await inLanes(Object.entries(bad[id]!), async ([name, { rule, value }]) => {
        count('invalid bodies')
        const [our, their] = await both(path, { method, body: stringify(value)! })
        expectRefusal(our, their, name, rules.has(rule))
      })
    })

    testIf(Object.keys(operation.query).length > 0)('judges queries alike', async () => {
      const plain = path.split('?')[0]!
      await inLanes(variedQueries(operation), async (query) => {
        count('queries')
        const [our, their] = await both(`${plain}?${query}`, { method })
        if (our.status === 200) expectEqual(our, their, query)
        else expectRefusal(our, their, query, operation.hasQueryRules)
      })
    })

    test('refuses the same credentials', async () => {
      for (const authorization of ['', 'Basic abc', 'Bearer']) {
        const [our, their] = await both(path, { ...firstRequest(operation), headers: { authorization } })
        expect([our.status, our.headers.get('content-type')]).toEqual([401, their.headers.get('content-type')])
        expect([their.status, their.json.code]).toEqual([401, 1001])
        expect(Object.keys(our.json)).toEqual(Object.keys(their.json))
        if (authorization === '') expect(our.json.code).toBe(1001)
        else {
          expect(our.json.code).toBe(1002)
          excuse('credentials of another kind')
        }
      }
    })
  })
})

/** Both accept: everything is equal, byte by byte, but for integers that stock Prism rounds. */
function expectEqual(our: Reply, their: Reply, name: string): void {
  expect([our.status, our.headers.get('content-type')], name).toEqual([their.status, their.headers.get('content-type')])
  expect(our.json, name).toEqual(their.json)
  if (our.text === their.text) return
  excuse('integers above 2^53')
  expect(our.text, name).toMatch(/[:[,]-?\d{16,}[,}\]]/)
  expect(JSON.stringify(our.json), name).toBe(their.text)
}

/** Ours refuses: the other does as well, with the same code, unless the rule is beyond JSON Schema. */
function expectRefusal(our: Reply, their: Reply, name: string, beyondSchema: boolean): void {
  expect(our.status, name).toBe(400)
  expect(klingError(our.json), name).toEqual({ code: 1201, message: expect.any(String), request_id: expect.any(String) })
  expect(our.headers.get('content-type'), name).toBe(their.headers.get('content-type'))
  if (their.status === 200 && beyondSchema) {
    excuse('x-kling-rules')
    return
  }
  expect(their.status, name).toBe(400)
  expect(withoutWords(our), name).toBe(withoutWords(their))
  if (our.json.message !== their.json.message) excuse('message texts')
}

/** Kling's own error, two levels down where CometAPI passes it on. */
function klingError(body: any): any {
  return body?.data?.data ?? body
}

function withoutWords({ text }: Reply): string {
  return text.replace(/"(message|request_id)":"(?:[^"\\]|\\.)*"/g, '"$1":""')
}

describe('single requests', () => {
  let ours: Mock
  let stock: StockPrism
  beforeAll(async () => {
    stock = await stockOn('openapi.json')
    ours = await startMock({ port: 0, mode: 'replay' })
  })
  afterAll(async () => {
    await ours.close()
  })
  const text2video = '/v1/videos/text2video'
  const fox = { prompt: 'a fox' }

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', ''])('a body of type %j is refused by both', async (type) => {
    for (const text of [JSON.stringify(fox), '12', 'prompt=a+fox']) {
      const question = { body: Buffer.from(text), headers: { 'content-type': type } }
      expectRefusal(await ask(ours, text2video, question), await ask(stock, text2video, question), text, false)
    }
  })

  test.each(['null', '0', 'false', '""', '[]', '"text"', '12', '[{"prompt":"a fox"}]'])('the body %s is refused by both', async (body) => {
    expectRefusal(await ask(ours, text2video, { body }), await ask(stock, text2video, { body }), body, false)
  })

  test.each(['application/json; charset=utf-8', 'application/json;charset=UTF-8', 'Application/JSON', 'application/vnd.api+json'])(
    '%s is JSON for both',
    async (type) => {
      const question = { body: fox, headers: { 'content-type': type } }
      expectEqual(await ask(ours, text2video, question), await ask(stock, text2video, question), type)
    },
  )

  test.each(['a%2Fb', '%E4%BD%A0', 'a%20b', ';x=1', '.x', '%25'])('the id %s is taken by both', async (id) => {
    expectEqual(await ask(ours, `${text2video}/${id}`), await ask(stock, `${text2video}/${id}`), id)
  })

  test('ids with a comma', async () => {
    expect((await ask(ours, `${text2video}/1,2`)).status).toBe(200)
    expect((await ask(stock, `${text2video}/1,2`)).status).toBe(400)
    excuse('ids with a comma')
  })

  test.each<[string, Question]>([
    ['/nowhere', {}],
    ['/text-to-video/kling-9.0', { body: fox }],
    [text2video, { method: 'DELETE' }],
    [`${text2video}/1`, { method: 'HEAD' }],
    [`${text2video}/1`, { headers: { accept: 'image/png' } }],
  ])('problem+json: %s %o', async (path, question) => {
    const [our, their] = [await ask(ours, path, question), await ask(stock, path, question)]
    expect(their.headers.get('content-type')).toBe('application/problem+json')
    expect(our.headers.get('content-type')).toBe('application/json')
    if (question.method !== 'HEAD') expect(isKlingShape(our.status, our.text)).toBe(true)
    excuse('problem+json')
  })

  test('broken JSON', async () => {
    const question = { body: '{"prompt":' }
    expect((await ask(ours, text2video, question)).status).toBe(400)
    const silent = ask(stock, text2video, question).then(
      () => 'answered',
      () => 'failed',
    )
    // While the answer is out, later requests have theirs.
    for (let index = 0; index < 20; index++) await ask(stock, `${text2video}/1`)
    expect(await Promise.race([silent, Promise.resolve('no answer')])).toBe('no answer')
    excuse('broken JSON')
  })

  test('bodies above 10 MB', async () => {
    const question = { body: JSON.stringify({ ...fox, note: 'n'.repeat(11_000_000) }) }
    expect((await ask(ours, text2video, question)).status).toBe(200)
    const silent = ask(stock, text2video, question).then(
      ({ status }) => status,
      () => 'failed',
    )
    for (let index = 0; index < 20; index++) await ask(stock, `${text2video}/1`)
    expect(await Promise.race([silent, Promise.resolve('no answer')])).not.toBe(200)
    excuse('bodies above 10 MB')
  })

  test.each(['code=418', 'code=200, example=nonsense', 'example=nonsense', 'code=abc'])('Prefer naming what does not exist: %s', async (prefer) => {
    const [our, their] = [await ask(ours, `${text2video}/1`, { headers: { prefer } }), await ask(stock, `${text2video}/1`, { headers: { prefer } })]
    expect([our.status, our.json.code]).toEqual([400, 1201])
    expect(their.status === 400).toBe(false)
    excuse('Prefer naming what does not exist')
  })

  test('every exception was needed', () => {
    console.log(
      `differential: ${Object.entries(counted)
        .map(([what, number]) => `${number} ${what}`)
        .join(', ')}; ${[...used].map(([name, number]) => `${name} ${number}`).join(', ')}`,
    )
    expect([...used.keys()].sort()).toEqual(Object.keys(exceptions).sort())
  })
})

/** A test only where there is something to test. */
function testIf(condition: boolean): (name: string, body: () => Promise<void>) => void {
  return condition ? test : () => {}
}

function excuse(exception: Exception): void {
  used.set(exception, (used.get(exception) ?? 0) + 1)
}

function firstRequest({ method, requests }: DocumentedOperation): Question {
  return method === 'GET' ? { method } : { method, body: Object.values(requests)[0] }
}

/** Values of each parameter of a query, within its limits and outside, and queries in which one is missing. */
function variedQueries({ query, path }: DocumentedOperation): string[] {
  const needed = new URLSearchParams(path.split('?')[1])
  const queries = ['', ...[...needed.keys()].map((name) => without(needed, name))]
  for (const [name, schema] of Object.entries(query)) {
    const limits = [schema.minimum, schema.maximum].filter((limit) => limit !== undefined).map(Number)
    const near = limits.flatMap((limit) => [limit - 1, limit, limit + 1]).map(String)
    const values = ['', '1', '2,3', 'x'.repeat(600), 'a b&c', ','.repeat(19), ','.repeat(20), 'abc', '-1', '1.5', 'true', 'null', ...near]
    const others = without(needed, name)
    for (const value of values) queries.push(`${others}&${new URLSearchParams({ [name]: value })}`)
    queries.push(`${others}&${name}=1&${name}=2`)
  }
  return queries
}

function without(query: URLSearchParams, name: string): string {
  return String(new URLSearchParams([...query].filter(([key]) => key !== name)))
}
