import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundleSources } from '../src/bundle.ts'
import { specFolder } from './spec-folder.ts'

const root = `
openapi: 3.1.0
info: { title: Small, version: '1' }
paths:
  /cats: { $ref: cats/item.yaml }
  /dogs: { $ref: dogs/item.yaml }
`
const item = (schema: string) => `
get:
  responses:
    '200': { description: Done., content: { application/json: { schema: { $ref: '${schema}' } } } }
`

function bundle(files: Record<string, string>) {
  return bundleSources(path.join(specFolder({ 'openapi.yaml': root, ...files }), 'openapi.yaml'))
}

describe('the sources joined', () => {
  test('are one document that refers only to itself', async () => {
    const document = await bundle({
      'cats/item.yaml': item('schemas.yaml#/Cat'),
      'cats/schemas.yaml': "Cat: { type: object, properties: { tail: { $ref: '#/Tail' } } }\nTail: { $ref: '../shared.yaml#/Length' }",
      'dogs/item.yaml': item('../shared.yaml#/Length'),
      'shared.yaml': 'Length: { type: integer }',
    })
    expect(document.paths['/dogs'].get.responses['200'].content['application/json'].schema).toEqual({ $ref: '#/components/schemas/Length' })
    expect(document.components.schemas.Length).toEqual({ type: 'integer' })
    expect(JSON.stringify(document)).not.toMatch(/"\$ref":"[^#]/)
  })

  test('keep every digit', async () => {
    const document = await bundle({
      'cats/item.yaml': item('schemas.yaml#/Cat'),
      'cats/schemas.yaml': 'Cat: { const: 829836802793406551 }',
      'dogs/item.yaml': item('../cats/schemas.yaml#/Cat'),
    })
    expect(document.components.schemas.Cat).toEqual({ const: 829836802793406551n })
  })

  test('may not have two schemas of one name', async () => {
    const files = {
      'cats/item.yaml': item('schemas.yaml#/Tail'),
      'cats/schemas.yaml': 'Tail: { type: string }',
      'dogs/item.yaml': item('schemas.yaml#/Tail'),
      'dogs/schemas.yaml': 'Tail: { type: integer }',
    }
    await expect(bundle(files)).rejects.toThrow('Two schemas are named Tail; component names must be unique over all folders of spec/. Rename one.')
  })

  test('may not refer to what is not there; the message names the file', async () => {
    const files = { 'cats/item.yaml': item('schemas.yaml#/Cat'), 'cats/schemas.yaml': 'Dog: {}', 'dogs/item.yaml': item('../cats/schemas.yaml#/Dog') }
    await expect(bundle(files)).rejects.toThrow(/could not be joined:\n.*Can't resolve \$ref.*cats\/item\.yaml/)
  })
})

test('a root that is handed in is joined with the files beside it', async () => {
  const folder = specFolder({ 'cats/item.yaml': item('schemas.yaml#/Cat'), 'cats/schemas.yaml': 'Cat: { type: object }' })
  const document = await bundleSources(path.join(folder, 'openapi.yaml'), {
    openapi: '3.1.0',
    info: { title: 'Part', version: '1' },
    paths: { '/cats': { $ref: 'cats/item.yaml' } },
  })
  expect(document.components.schemas).toEqual({ Cat: { type: 'object' } })
})
