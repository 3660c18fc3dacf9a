import { Ajv, type Options } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { documentFiles, documentOf } from './support/published.js'

const options: Options = { strict: false, validateFormats: false, validateSchema: true }

/*
 * Stock Prism skips a schema that does not compile without a word, and accepts everything then.
 */
describe.each(documentFiles)('%s', (file) => {
  const { components } = documentOf(file)

  test.each([
    ['draft 7, as Prism takes it', new Ajv(options)],
    ['draft 2020-12, as OpenAPI 3.1 has it', new Ajv2020(options)],
  ])('every component is a valid schema of %s', (_, ajv) => {
    const broken = Object.entries<any>(components.schemas).filter(([, schema]) => !ajv.validateSchema(schema))
    expect(broken.map(([name]) => `${name}: ${ajv.errorsText()}`)).toEqual([])
  })

  test('every reference leads somewhere', () => {
    const references = [...JSON.stringify(documentOf(file)).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!)
    expect(references.length).toBeGreaterThan(100)
    for (const reference of new Set(references)) {
      const [root, kind, place, name] = reference.split('/')
      expect([root, kind, Object.keys(components[place!])]).toEqual(['#', 'components', expect.arrayContaining([name])])
    }
  })
})
