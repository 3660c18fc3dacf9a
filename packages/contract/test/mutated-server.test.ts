import { type Mock, startMock } from '@klingkit/mock'
import { errorCodes } from '@klingkit/openapi/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readContract } from '../src/document/contract.js'
import { isKept, type Rule, runCheck } from '../src/index.js'
import { type Alter, type Answered, startAlteredServer } from './support/altered-server.js'
import { mutationsOf } from './support/schema-mutations.js'

/* A server that is right but for one thing, of each kind that the check tells apart, is caught every time; where, is taken from the document. */

const { document, operations } = readContract('official')
const of = (kind: string, standard: string) =>
  operations.find((operation) => operation.kind === kind && operation.standard === standard && operation.status === 'current')!
const subjects = [
  of('async task', 'legacy'),
  of('async task', 'new'),
  of('synchronous', 'legacy'),
  of('query list', 'legacy'),
  of('list', 'legacy'),
  of('query', 'account'),
  of('cursor list', 'new'),
  of('cursor list', 'account'),
]

let correct: Mock
beforeAll(async () => {
  correct = await startMock({ port: 0, speed: 'instant' })
})
afterAll(() => correct.close())

async function checked(alter: Alter, ids: string[]) {
  const server = await startAlteredServer(alter, correct.url)
  try {
    return await runCheck({ baseUrl: server.url, operations: ids, environment: {}, waitSeconds: 0, timeoutSeconds: 10 })
  } finally {
    await server.close()
  }
}

const rulesOf = (report: Awaited<ReturnType<typeof checked>>): Rule[] => [
  ...new Set(report.outcomes.flatMap(({ findings }) => findings.map(({ rule }) => rule))),
]
const succeeded = (answer: Answered) => answer.status === 200 && answer.text.includes('"code":0')
const json = (answer: Answered, change: (body: any) => void): Answered => {
  const body = JSON.parse(answer.text)
  change(body)
  return { ...answer, text: JSON.stringify(body) }
}
/** Only answers that accept something. */
const onSuccess =
  (change: (answer: Answered) => Answered | undefined): Alter =>
  (answer) =>
    succeeded(answer) ? change(answer) : answer

describe.each(subjects.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  test('has no finding unaltered', async () => {
    expect(rulesOf(await checked((answer) => answer, [id]))).toEqual([])
  })

  const general: [string, Rule, Alter][] = [
    ['a status that is not documented', 'status', onSuccess((answer) => ({ ...answer, status: 202 }))],
    ['another content type', 'content-type', onSuccess((answer) => ({ ...answer, headers: { 'content-type': 'text/html' } }))],
    ['no content type', 'content-type', onSuccess((answer) => ({ ...answer, headers: {} }))],
    ['broken JSON', 'not-json', onSuccess((answer) => ({ ...answer, text: answer.text.slice(0, -1) }))],
    ['an empty body', 'not-json', onSuccess((answer) => ({ ...answer, text: '' }))],
    ['a code that means refusal', 'envelope-code', onSuccess((answer) => json(answer, (body) => (body.code = 1201)))],
    ['no code', 'envelope-code', onSuccess((answer) => json(answer, (body) => delete body.code))],
    ['the refusal of a valid request', 'refused', onSuccess((answer) => ({ ...answer, status: 400, text: '{"code":1201,"message":"no","request_id":"x"}' }))],
    ['another redirect', 'status', onSuccess((answer) => ({ ...answer, status: 302, headers: { location: '/elsewhere' } }))],
    ['no answer', 'no-answer', onSuccess(() => undefined)],
  ]
  test.each(general)('%s: %s', async (_, rule, alter) => {
    const report = await checked(alter, [id])
    expect(rulesOf(report)).toContain(rule)
    expect(isKept(report)).toBe(false)
  })

  const { schema, examples } = document.paths[operation.path][operation.method.toLowerCase()].responses['200'].content['application/json']
  const [example] = Object.values<any>(examples)
  const mutations = mutationsOf(document, schema, example.value)
  // One of each kind and depth; the test of the judge has them all.
  const chosen = [...new Map(mutations.map((mutation) => [`${mutation.kind} ${mutation.name.split(' ')[0]!.split('.').length}`, mutation])).values()]
  test.each(chosen.map(({ name, body }) => [name, body]))('%s', async (_, body) => {
    const report = await checked(
      onSuccess((answer) => ({ ...answer, text: JSON.stringify(body) })),
      [id],
    )
    expect(rulesOf(report).some((rule) => rule === 'response-schema' || rule === 'envelope-code')).toBe(true)
  })

  if (operation.method === 'POST' && Object.keys(operation.invalid).length > 0) {
    test('an invalid body that is accepted, each of them', async () => {
      const report = await checked((answer) => (answer.status === 400 ? { ...answer, status: 200, text: JSON.stringify(example.value) } : answer), [id])
      const accepted = report.outcomes.filter(({ findings }) => findings.some(({ rule }) => rule === 'accepted')).map(({ name }) => name)
      expect(accepted.sort()).toEqual(
        Object.keys(operation.invalid)
          .map((name) => `invalid ${name}`)
          .sort(),
      )
    })
  }

  if (operation.method === 'GET') {
    test('answers without a credential', async () => {
      const alter: Alter = (answer, { authorization }) =>
        authorization === undefined ? { ...answer, status: 200, text: JSON.stringify(example.value) } : answer
      expect(rulesOf(await checked(alter, [id]))).toContain('accepted')
    })
  }
})

describe('refusals', () => {
  const [create] = subjects
  const refused =
    (change: (answer: Answered) => Answered): Alter =>
    (answer) =>
      answer.status === 400 ? change(answer) : answer
  const wrong: [string, Rule, Alter][] = [
    ['a code that nobody knows', 'envelope-code', refused((answer) => json(answer, (body) => (body.code = 4711)))],
    ['code 0', 'envelope-code', refused((answer) => json(answer, (body) => (body.code = 0)))],
    ['the code of another status', 'envelope-code', refused((answer) => json(answer, (body) => (body.code = 1303)))],
    ['another status than that of its code', 'envelope-code', refused((answer) => ({ ...answer, status: 404 }))],
    [
      'a refusal of something else',
      'wrong-refusal',
      refused((answer) => ({ ...answer, status: 429, text: '{"code":1303,"message":"later","request_id":"x"}' })),
    ],
    ['a server error', 'wrong-refusal', refused((answer) => ({ ...answer, status: 500, text: '{"code":5000,"message":"oops","request_id":"x"}' }))],
    ['no message', 'response-schema', refused((answer) => json(answer, (body) => delete body.message))],
    ['no request id', 'response-schema', refused((answer) => json(answer, (body) => delete body.request_id))],
  ]
  test.each(wrong)('%s: %s', async (_, rule, alter) => {
    expect(rulesOf(await checked(alter, [create!.id]))).toContain(rule)
  })

  test('the tables know every code, so that none is taken for unknown', async () => {
    for (const { code, http } of errorCodes.filter((row) => row.code !== 0)) {
      const report = await checked(
        (answer) => (answer.status === 400 ? { ...answer, status: http, text: JSON.stringify({ code, message: 'x', request_id: 'x' }) } : answer),
        ['recognizeImage'],
      )
      expect(rulesOf(report), String(code)).not.toContain('envelope-code')
    }
  })
})

describe('operations that are over', () => {
  const retired = operations.find(({ retired, method }) => retired && method === 'POST')!

  test('one that answers again is noticed', async () => {
    const example = document.paths[retired.path].post.responses['200'].content['application/json'].examples.submitted.value
    const report = await checked((answer) => ({ ...answer, status: 200, text: JSON.stringify(example) }), [retired.id])
    expect(rulesOf(report)).toEqual(['accepted'])
  })

  test('one that is refused otherwise is noticed', async () => {
    const report = await checked((answer) => ({ ...answer, status: 400, text: '{"code":1201,"message":"x","request_id":"x"}' }), [retired.id])
    expect(rulesOf(report)).toEqual(['wrong-refusal'])
  })
})

describe('reads', () => {
  const create = subjects[0]!
  const ids = [create.id, create.task!.get!]

  test('of another task', async () => {
    const report = await checked(
      (answer, { method, path }) =>
        method === 'GET' && path !== create.path && succeeded(answer) ? json(answer, (body) => (body.data.task_id = '1')) : answer,
      ids,
    )
    expect(rulesOf(report)).toEqual(['wrong-task'])
  })

  test('of a task that nobody has made', async () => {
    const example = document.paths[`${create.path}/{id}`].get.responses['200'].content['application/json'].examples.submitted.value
    const report = await checked((answer) => (answer.status === 400 ? { ...answer, status: 200, text: JSON.stringify(example) } : answer), [create.task!.get!])
    expect(rulesOf(report)).toEqual(['accepted'])
  })

  test('of a page larger than allowed', async () => {
    const list = create.task!.list!
    const report = await checked(
      (answer) => (answer.status === 400 ? { ...answer, status: 200, text: '{"code":0,"message":"SUCCEED","request_id":"x","data":[]}' } : answer),
      [list],
    )
    expect(rulesOf(report)).toEqual(['accepted'])
  })
})
