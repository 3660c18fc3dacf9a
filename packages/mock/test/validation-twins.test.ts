import { type KlingHandlers, klingHandlers } from '@klingkit/msw'
import { gateways, operations, servers } from '@klingkit/openapi/runtime'
import fc from 'fast-check'
import { getResponse } from 'msw'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodiesOf, seed } from '../../zod/test/support/bodies.js'
import { gateways as gatewayDocuments, official, type RequestOperation } from '../../zod/test/support/document.js'
import { CompiledChecks } from '../src/checks/compiled-checks.js'
import { createEngine, type Engine } from '../src/engine.js'
import { startMock } from '../src/index.js'
import { resolveOptions } from '../src/options/options.js'
import { loadValidators } from '../src/validators.js'
import { ask } from './support/ask.js'

/*
 * Validation twins: simulate mode judges by Ajv over the document, the handlers of MSW by zod. Every body goes the whole way through both, as a request would, and both must say the same of it in the
 * same words. The bodies are those of the agreement test of `@klingkit/zod`, which holds zod against plain Ajv and stock Prism; here the rules beyond JSON Schema (`x-kling-rules`) count as well.
 */
const twins = [
  { gateway: 'official', document: official, bodies: 16_000, overHttp: 300 },
  { gateway: 'cometapi', document: gatewayDocuments[0]!, bodies: 4000, overHttp: 100 },
  { gateway: 'cloudsway', document: gatewayDocuments[1]!, bodies: 2000, overHttp: 100 },
] as const
const leastInAll = 20_000

const retired = new Set<string>(operations.filter(({ status }) => status === 'retired').map(({ id }) => id))
/** What the simulator refuses for reasons of its own (ids nobody made) is no verdict on the body. */
const behaviour = { references: 'off', magic: false } as const
const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
let compared = 0

describe.each(twins)('$gateway: simulate mode and MSW say the same', ({ gateway, document, bodies: wanted, overHttp }) => {
  const { requestOperations } = document
  const shares = new Map(requestOperations.map(({ id, schema }) => [id, 1 + document.rulesOf(schema).size]))
  const allShares = [...shares.values()].reduce((sum, share) => sum + share, 0)
  const counted = { accepted: 0, refused: 0 }
  const all = () => counted.accepted + counted.refused
  /** Rules that were the only thing wrong with some body: a side without them would have been noticed. */
  const decisive = new Set<string>()
  const sample: { operation: RequestOperation; text: string }[] = []

  let engine: Engine
  let kling: KlingHandlers
  /** What the handlers noted of the last request. */
  let heard: KlingHandlers['control']['requests'][number] | undefined
  beforeAll(async () => {
    engine = await createEngine(resolveOptions({ port: 0, gateway, ...behaviour }), undefined)
    kling = klingHandlers({ gateway, ...behaviour })
    kling.control.listen((event) => {
      if (event.type === 'request') heard = event.request
    })
  })
  afterAll(() => {
    engine.close()
    console.log(`${gateway}, seed ${seed}: ${all()} bodies through simulate mode and MSW`, counted)
  })

  test.each(requestOperations)('$id', async (operation) => {
    const { id } = operation
    const mutated = fc.sample(bodiesOf(document, operation), { seed, numRuns: Math.ceil((wanted * shares.get(id)!) / allShares) })
    const bodies = [...Object.values(operation.examples), ...Object.values(operation.invalid).map(({ value }) => value), ...mutated]
    const checks = new CompiledChecks(gateway, await loadValidators(gateway))
    const zod = await loadValidators(gateway)
    const [handler] = kling.pick(id)
    for (const body of bodies) {
      const text = JSON.stringify(body)
      const { answer, issues = [], warnings = [] } = await engine.handle({ method: 'POST', url: pathOf(gateway, operation), headers, body: Buffer.from(text) })
      const response = await getResponse([handler!], new Request(addressOf(gateway, operation), { method: 'POST', headers, body: text }))
      const mock = { ...verdictOf(answer.status, answer.body as string), issues, warnings, header: answer.headers['kling-mock-warning'] ?? null }
      const msw = {
        ...verdictOf(response!.status, await response!.text()),
        issues: heard!.issues ?? [],
        warnings: heard!.warnings ?? [],
        header: response!.headers.get('kling-mock-warning'),
      }
      if (JSON.stringify(mock) !== JSON.stringify(msw)) expect({ body, ...mock }, text).toEqual({ body, ...msw })
      // To an operation that is gone every body is the same; so its checks are asked themselves.
      if (retired.has(id)) expect(checks.check(id, { body })).toEqual(zod(id, { body }))
      counted[issues.length === 0 ? 'accepted' : 'refused']++
      compared++
      if (issues.length === 1) decisive.add(`${id}: ${issues[0]!.rule}`)
      if (all() % Math.floor(wanted / overHttp) === 0) sample.push({ operation, text })
    }
    await engine.simulator.control.reset()
    await kling.control.reset()
  })

  test(`${overHttp} of them over HTTP`, async () => {
    expect(sample.length).toBeGreaterThanOrEqual(overHttp)
    await using mock = await startMock({ port: 0, gateway, ...behaviour })
    await kling.control.reset()
    for (const { operation, text } of sample) {
      const { status, text: answered } = await ask(mock, pathOf(gateway, operation), { body: text })
      const response = await getResponse(kling.pick(operation.id), new Request(addressOf(gateway, operation), { method: 'POST', headers, body: text }))
      expect(verdictOf(status, answered), `${operation.id}: ${text}`).toEqual(verdictOf(response!.status, await response!.text()))
    }
  })

  // The rules of the gateways are those of the official document.
  if (document === official) {
    test('every rule decided alone about some body', () => {
      const never = requestOperations
        .filter(({ id }) => !retired.has(id))
        .flatMap(({ id, schema }) => [...document.rulesOf(schema)].map((rule) => `${id}: ${rule}`))
        .filter((rule) => !decisive.has(rule))
      expect(never).toEqual([])
    })
  }
})

test(`at least ${leastInAll} bodies in all`, () => expect(compared).toBeGreaterThanOrEqual(leastInAll))

function serverOf(gateway: string): string {
  return (gateways[gateway]?.servers ?? servers)[0]!.url.replace(/\{\w+\}/g, 'mine')
}

function addressOf(gateway: string, { path }: RequestOperation): string {
  return `${serverOf(gateway)}${path}`
}

function pathOf(gateway: string, operation: RequestOperation): string {
  return new URL(addressOf(gateway, operation)).pathname
}

function verdictOf(status: number, text: string): { status: number; code: number; message: string } {
  const body = JSON.parse(text)
  const { code, message } = body.data?.data?.code === undefined ? body : body.data.data
  return { status, code, message }
}
