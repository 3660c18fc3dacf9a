import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createClient } from '@hey-api/openapi-ts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { schemaKeywords } from '../../../spec/lint/schema-keywords.ts'
import { generateZod } from '../src/zod/generate.ts'
import { ajvVerdict, oneOperationDocument, prismVerdict } from './support/three-validators.ts'

/** Why the keywords outside the allow-list are outside it: each test shows a validator that does not enforce the keyword, or what else goes wrong with it. */

type Schema = any

const withValue = (schema: Schema) => oneOperationDocument({ Subject: { type: 'object', properties: { value: schema } } })

async function verdicts(schema: Schema, value: unknown) {
  const document = withValue(schema)
  return { prism: (await prismVerdict(document))({ value }), ajv: ajvVerdict(document)({ value }) }
}

describe('keywords that Prism passes over, because it reads every document as draft 7', () => {
  const two = { a: { type: 'string' }, b: { type: 'string' } }

  test.each<[string, Schema, unknown]>([
    ['dependentRequired', { type: 'object', properties: two, dependentRequired: { a: ['b'] } }, { a: 'x' }],
    ['dependentSchemas', { type: 'object', properties: two, dependentSchemas: { a: { required: ['b'] } } }, { a: 'x' }],
    ['minContains', { type: 'array', contains: { const: 1 }, minContains: 2 }, [1]],
    ['maxContains', { type: 'array', contains: { const: 1 }, maxContains: 1 }, [1, 1]],
    ['unevaluatedProperties', { type: 'object', properties: two, unevaluatedProperties: false }, { c: 'x' }],
    ['prefixItems', { type: 'array', prefixItems: [{ type: 'string' }] }, [1]],
  ])('%s', async (keyword, schema, value) => {
    expect(await verdicts(schema, value)).toEqual({ prism: true, ajv: false })
    expect(schemaKeywords).not.toContain(keyword)
    expect(() => generateZod(withValue(schema))).toThrow(`'${keyword}'`)
  })
})

test('multipleOf with a fraction refuses legal decimals: 0.3 / 0.1 is 2.9999999999999996 in binary', async () => {
  expect(await verdicts({ type: 'number', multipleOf: 0.1 }, 0.3)).toEqual({ prism: false, ajv: false })
  expect(() => generateZod(withValue({ type: 'number', multipleOf: 0.1 }))).toThrow("'multipleOf'")
})

describe('format', () => {
  test('uri: Prism enforces it and refuses addresses that browsers accept, plain Ajv only knows it with a plugin', async () => {
    const address = 'https://cdn.example.com/猫.png'
    expect(URL.canParse(address)).toBe(true)
    expect(await verdicts({ type: 'string', format: 'uri' }, address)).toEqual({ prism: false, ajv: true })
    expect(() => new Ajv2020().compile({ type: 'string', format: 'uri' })).toThrow('unknown format "uri"')
    expect(() => generateZod(withValue({ type: 'string', format: 'uri' }))).toThrow("'format'")
  })

  test('int64: the stock generator makes a bigint of it, which JSON cannot carry', async () => {
    const output = fs.mkdtempSync(path.join(os.tmpdir(), 'int64-'))
    try {
      await createClient({
        input: withValue({ type: 'integer', format: 'int64' }) as never,
        output: { path: output },
        plugins: ['@hey-api/typescript', 'zod'],
        logs: { level: 'silent' },
      })
      expect(fs.readFileSync(path.join(output, 'zod.gen.ts'), 'utf8')).toContain('bigint')
    } finally {
      fs.rmSync(output, { recursive: true, force: true })
    }
    expect(() => JSON.stringify({ value: 1n })).toThrow(TypeError)
    expect(() => generateZod(withValue({ type: 'integer', format: 'int64' }))).toThrow("'format'")
  })
})

test('nullable is of OpenAPI 3.0: the type does not become nullable for a validator that goes by the standard', async () => {
  expect(() => generateZod(withValue({ type: 'string', nullable: true }))).toThrow("'nullable'")
  expect((await verdicts({ type: 'string' }, null)).ajv).toBe(false)
  expect((await verdicts({ type: ['string', 'null'] }, null)).ajv).toBe(true)
})

test.each(['additionalProperties', 'exclusiveMinimum', 'uniqueItems', 'propertyNames', 'made-up'])(
  '%s is refused by the generator, not passed over',
  (keyword) => {
    expect(() => generateZod(withValue({ type: 'object', properties: {}, [keyword]: 1 }))).toThrow(`'${keyword}'`)
    expect(() => generateZod(withValue({ type: 'object', properties: { a: { type: 'string' } }, allOf: [{ properties: { a: { [keyword]: 1 } } }] }))).toThrow(
      `'${keyword}'`,
    )
  },
)

test('$ref stands alone', () => {
  const document = oneOperationDocument({
    Name: { type: 'string' },
    Subject: { type: 'object', properties: { value: { $ref: '#/components/schemas/Name', minLength: 1 } } },
  })
  expect(() => generateZod(document)).toThrow('wrap it in allOf')
})

/** Prism joins the parts of allOf into one schema, and does not do it right for all of them. None of this may occur in spec/; the agreement test of packages/zod would see it. */
describe('parts of allOf that Prism joins wrongly', () => {
  test('two contains for the same list: one item would have to fit both', async () => {
    const schema = { type: 'array', items: { type: 'integer' }, allOf: [{ contains: { minimum: 5 } }, { contains: { maximum: 2 } }] }
    expect(await verdicts(schema, [1, 9])).toEqual({ prism: false, ajv: true })
  })

  test('two patterns for the same string: both would have to match at the same place', async () => {
    expect(await verdicts({ type: 'string', pattern: '^a', allOf: [{ pattern: 'z$' }] }, 'abz')).toEqual({ prism: false, ajv: true })
  })

  test('number in one part and integer among the types of another: integers are lost', async () => {
    expect(await verdicts({ type: ['number', 'string'], allOf: [{ type: ['integer', 'string'] }] }, 5)).toEqual({ prism: false, ajv: true })
  })
})
