import { expect, test } from 'vitest'
import { pricesCode } from '../src/client-prices.ts'

const operation = (operationId: string, properties: object) => ({
  post: { operationId, requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } } },
})

const document = {
  paths: {
    '/priced': operation('createPriced', {
      mode: { type: 'string', default: 'std' },
      duration: { type: 'string', default: '5' },
      cfg_scale: { type: 'number', default: 0.5 },
    }),
    '/free': operation('createFree', { mode: { type: 'string', default: 'pro' } }),
  },
}

const pricing = {
  sources: { page: { origin: 'documented', date: '2026-09-20', what: 'the page' }, unused: { origin: 'unknown', date: '2026-09-20', what: 'nothing' } },
  unit_values: [{ package: 'video', currency: 'USD', value: 0.14, origin: 'documented', source: 'page' }],
  facts: { has_image: { any: ['image'] } },
  prices: [
    {
      operations: ['createPriced'],
      when: { mode: 'std' },
      per: 'second',
      seconds: { path: 'duration' },
      units: 0.5,
      package: 'video',
      source: 'page',
      from: '2026-01-01',
    },
  ],
}

test('the client is given the rows, the bodies they are about, and only the defaults that decide a price', () => {
  const code = pricesCode(document, pricing)
  expect(code).toContain("createPriced: CreatePricedData['body']")
  expect(code).toContain(
    '{"operations":["createPriced"],"when":{"mode":"std"},"per":"second","seconds":{"path":"duration"},"units":0.5,"package":"video","source":"page","from":"2026-01-01"}',
  )
  expect(tableOf(code, 'priceDefaults')).toEqual({ createPriced: { mode: 'std', duration: '5' } })
  expect(tableOf(code, 'priceFacts')).toEqual(pricing.facts)
  expect(Object.keys(tableOf(code, 'priceSources'))).toEqual(['page'])
})

function tableOf(code: string, name: string): object {
  return JSON.parse(new RegExp(`export const ${name}: .* = ([^]*?\\n[}\\]])\\n`).exec(code)![1]!)
}
