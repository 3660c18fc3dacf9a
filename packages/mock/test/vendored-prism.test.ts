import { readFileSync } from 'node:fs'
import { examples, operations, requests } from '@klingkit/openapi'
import { beforeAll, expect, test } from 'vitest'
import { documentOf } from '../src/operation-document.js'
import * as installed from '../src/vendor/prism.js'

/* Tests of the sources see the Prism that is installed here, users the one in the package: both have to say the same. */

type Prism = typeof installed
const document = JSON.parse(readFileSync(new URL(import.meta.resolve('@klingkit/openapi/openapi.json')), 'utf8'))
let vendored: Prism

beforeAll(async () => {
  vendored = await import(/* @vite-ignore */ new URL('../dist/vendor/prism.js', import.meta.url).href)
})

test('the package has Prism in it', () => {
  expect(readFileSync(new URL('../dist/vendor/prism.js', import.meta.url), 'utf8')).not.toMatch(/from ['"]@stoplight/)
})

test.each(operations.map((operation) => [operation.id, operation] as const))('%s: every example and a refusal', async (id, { path, method }) => {
  const questions = Object.entries(examples[id]).flatMap(([code, named]) => Object.keys(named).map((exampleKey) => ({ code: Number(code), exampleKey })))
  const bodies = method === 'POST' ? [Object.values(requests[id] ?? {})[0], { prompt: 12 }, []] : [undefined]
  const [theirs, ours] = [await answering(installed, path, method.toLowerCase()), await answering(vendored, path, method.toLowerCase())]
  for (const question of questions.slice(0, 4)) for (const body of bodies) expect(await ours(question, body)).toEqual(await theirs(question, body))
})

async function answering({ createInstance, createLogger, getHttpOperationsFromSpec }: Prism, path: string, method: string) {
  const [operation] = await getHttpOperationsFromSpec(documentOf(document, path, method))
  const config = { isProxy: false, checkSecurity: true, validateRequest: true, validateResponse: true, errors: false, upstreamProxy: undefined }
  const instance = createInstance({ ...config, mock: { dynamic: false } } as never, { logger: createLogger('test', { level: 'silent' }) })
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
  const server = operation!.servers?.[0]?.url ?? ''
  return async (question: object, body: unknown) => {
    const url = { baseUrl: server, path: path.replaceAll(/\{\w+\}/g, 'any'), query: {} }
    const request = { method: method as 'get', url, headers, body }
    const outcome = await instance.request(request, [operation!], { ...config, mock: { dynamic: false, ...question } } as never)()
    return JSON.parse(JSON.stringify(outcome, (_, value) => (value instanceof Error ? { ...value, message: value.message } : value)))
  }
}
