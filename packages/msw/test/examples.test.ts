import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { errorCodes, gateways, type OperationId, operations } from '@klingkit/openapi/runtime'
import { describe, expect, test } from 'vitest'
import { errorExamples } from '../src/error-examples.js'
import { exampleText, namedExamples } from '../src/named-examples.js'

type Documented = Record<string, { status: number; text: string }>

/** Named answers per operation as a published document has them, to the digit. */
function documentedIn(file: string): Map<string, Documented> {
  const text = readFileSync(fileURLToPath(import.meta.resolve(`@klingkit/openapi/${file}`)), 'utf8')
  // A number of eighteen digits would be rounded; the mark is taken off again below.
  const document = JSON.parse(text.replace(/("element_id":\s*)(\d{16,})/g, '$1"long:$2"'))
  const found = new Map<string, Documented>()
  for (const item of Object.values<any>(document.paths)) {
    for (const operation of Object.values<any>(item)) {
      const named: Documented = {}
      for (const [status, response] of Object.entries<any>(operation.responses)) {
        for (const [name, { value }] of Object.entries<any>(response.content['application/json'].examples)) {
          expect(named[name], `${operation.operationId} has two examples ${name}`).toBeUndefined()
          named[name] = { status: Number(status), text: JSON.stringify(value).replace(/"long:(\d+)"/g, '$1') }
        }
      }
      found.set(operation.operationId, named)
    }
  }
  return found
}

const byId = new Map<string, (typeof operations)[number]>(operations.map((operation) => [operation.id, operation]))

/** Request ids of errors are made up on both sides. */
const withoutRequestId = (text: string) => text.replace(/"request_id":"[^"]*"/, '')

test('the answers known by name are those of the document', () => {
  const documented = documentedIn('openapi.json')
  expect(documented.size).toBe(operations.length)
  for (const operation of operations) {
    const named: Documented = {}
    for (const [name, { status, body }] of namedExamples(operation, undefined)) named[name] = { status, text: exampleText(body) }
    const expected = documented.get(operation.id)!
    expect(Object.keys(named).sort()).toEqual(Object.keys(expected).sort())
    for (const [name, { status, text }] of Object.entries(expected)) {
      expect({ name, status: named[name]!.status }).toEqual({ name, status })
      if (status === 200) expect(named[name]!.text).toBe(text)
      else expect(withoutRequestId(named[name]!.text)).toBe(withoutRequestId(text))
    }
  }
})

test.each(Object.entries(gateways))('the errors known by name are those of the document of %s', (name, gateway) => {
  for (const [id, examples] of documentedIn(`${name}.json`)) {
    const documented = Object.entries(examples).filter(([, { status }]) => status >= 400)
    const named = [...errorExamples(byId.get(id)!, gateway)].map(([key, { status, body }]) => [key, { status, text: withoutRequestId(exampleText(body)) }])
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(documented.map(([key, { status, text }]) => [key, { status, text: withoutRequestId(text) }])))
  }
})

describe('errors', () => {
  const createText2Video = byId.get('createText2Video' satisfies OperationId)!

  test('there is one for each code', () => {
    const names = [...errorExamples(createText2Video, undefined).keys()].filter((name) => name.startsWith('error-'))
    expect(names).toEqual(errorCodes.filter(({ code }) => code !== 0).map(({ code }) => `error-${code}`))
  })

  test('the request id is a UUID that tells the code', () => {
    expect(errorExamples(createText2Video, undefined).get('error-1303')).toEqual({
      status: 429,
      body: { code: 1303, message: 'parallel task over resource pack limit', request_id: '00000000-0000-4000-8000-000000001303' },
    })
  })
})
