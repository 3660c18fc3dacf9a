import type { GatewayName } from '@klingkit/openapi/runtime'
import { stringify } from 'lossless-json'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CompiledChecks } from '../src/checks/compiled-checks.js'
import { createEngine, type Engine } from '../src/engine.js'
import { resolveOptions } from '../src/options/options.js'
import { type CheckRequest, loadValidators } from '../src/validators.js'
import { documentedOperations, invalidBodies } from './support/documented-requests.js'

/*
 * Simulate mode judges by checks of its own, compiled from the schemas Prism uses. Replay mode judges by Prism (and is itself held against stock `prism mock`). Both must say the same of every body. No HTTP
 * stands between: it has tests of its own.
 */
const documents: { file: string; invalid: string; gateway: GatewayName; base: string }[] = [
  { file: 'openapi.json', invalid: 'invalid-bodies.json', gateway: 'official', base: '' },
  { file: 'cometapi.json', invalid: 'cometapi-invalid-bodies.json', gateway: 'cometapi', base: '/kling' },
  { file: 'cloudsway.json', invalid: 'cloudsway-invalid-bodies.json', gateway: 'cloudsway', base: '/v1/ai/mine/kling' },
]

const judged = { accepted: 0, refused: 0 }
afterAll(() => console.log(`simulate against replay: ${judged.accepted} bodies accepted, ${judged.refused} refused by all`))

describe.each(documents)('$file', ({ file, invalid, gateway, base }) => {
  let checks: CompiledChecks
  let auto: Engine
  let prism: Engine
  let replay: Engine
  beforeAll(async () => {
    checks = new CompiledChecks(gateway, await loadValidators(gateway))
    // What the simulator itself refuses (ids nobody made, ids used twice) is no verdict on the body.
    const behaviour = { gateway, references: 'off', magic: false } as const
    auto = await createEngine(resolveOptions(behaviour), undefined)
    prism = await createEngine(resolveOptions({ ...behaviour, engine: 'prism' }), undefined)
    replay = await createEngine(resolveOptions({ gateway, mode: 'replay' }), undefined)
  })
  afterAll(() => {
    for (const engine of [auto, prism, replay]) engine.close()
  })

  const operations = documentedOperations(file).filter(({ method }) => method === 'POST')
  const bad = invalidBodies(invalid)

  test.each(operations)('$id', async ({ id, path, requests }) => {
    const bodies = [...Object.entries(requests), ...Object.entries(bad[id]!).map(([name, { value }]) => [name, stringify(value)!] as const)]
    for (const [name, body] of bodies) {
      await auto.simulator.control.reset()
      await prism.simulator.control.reset()
      const answers: Answered[] = []
      for (const engine of [replay, auto, prism]) answers.push(await post(engine, `${base}${path}`, body))
      const [expected, ...others] = answers.map(verdictOf)
      for (const verdict of others)
        expect(behaves(verdict, expected!) ? expected : verdict, `${name}: ${answers.map(({ text }) => text).join('\n')}`).toEqual(expected)
      // Where behaviour came first, the checks are asked themselves.
      expect(checks.check(id, { body: JSON.parse(body) }).ok, name).toBe(expected!.accepted)
      judged[expected!.accepted ? 'accepted' : 'refused']++
    }
  })

  test('the documented and the invalid bodies were all there', () => {
    expect(operations.length).toBe(new Set(Object.keys(bad)).size)
  })
})

interface Answered {
  status: number
  text: string
}

async function post(engine: Engine, url: string, body: string): Promise<Answered> {
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
  const { answer } = await engine.handle({ method: 'POST', url, headers, body: Buffer.from(body) })
  return { status: answer.status, text: String(answer.body) }
}

interface Verdict {
  accepted: boolean
  code: number
  message: string
}

function verdictOf({ status, text }: Answered): Verdict {
  const json = JSON.parse(text)
  const { code, message } = json.data?.data ?? json
  return { accepted: status === 200, code, message }
}

/** What the service says to bodies that are right by the document, or whatever they are like: behaviour that replay mode does not have, and no verdict on the body. */
function behaves({ code, message }: Verdict, expected: Verdict): boolean {
  const retired = code === 1203
  return retired || (expected.accepted && message === 'File is not in a valid base64 format')
}

describe('warnings', async () => {
  const explain: CheckRequest = await loadValidators('official')
  let explained = 0
  const checks = new CompiledChecks('official', (...request) => {
    explained++
    return explain(...request)
  })
  const operations = documentedOperations('openapi.json').filter(({ method }) => method === 'POST')

  test.each(operations)('of $id are those of @klingkit/zod, for every member that nobody knows', ({ id, requests }) => {
    for (const text of Object.values(requests)) {
      for (const body of withStrangers(JSON.parse(text))) {
        const theirs = explain(id, { body })
        if (!theirs.ok) continue
        explained = 0
        expect(checks.check(id, { body }).warnings).toEqual(theirs.warnings)
        // The quick look must be worth it: it says itself that nothing is strange.
        if (theirs.warnings.length === 0) expect(explained).toBe(0)
      }
    }
  })

  /** The body, and the body with a strange member in each of its objects. */
  function withStrangers(body: any): any[] {
    const found = [body]
    const visit = (value: any, put: (changed: any) => any) => {
      if (Array.isArray(value)) {
        for (const [index, item] of value.entries()) visit(item, (changed) => put(value.with(index, changed)))
      } else if (value !== null && typeof value === 'object') {
        found.push(put({ ...value, promt: 'x' }))
        for (const [name, member] of Object.entries(value)) visit(member, (changed) => put({ ...value, [name]: changed }))
      }
    }
    visit(body, (changed) => changed)
    return found
  }
})
