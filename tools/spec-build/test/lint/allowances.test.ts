import { expect, test } from 'vitest'
import { findingsOf } from './findings.ts'

// What the house rules let pass on purpose.

test('an element id may have 18 digits, in a list as well', async () => {
  const found = await findingsOf('kling/exact-integers', (document) => {
    const value = document.paths['/v1/things/{id}'].get.responses[200].content['application/json'].examples.succeed.value
    value.data.element_id = 829836802793406551n
    value.data.element_list = [{ element_id: [829836802793406551n] }]
  })
  expect(found).toEqual([])
})

test('a constant explains itself', async () => {
  const found = await findingsOf('kling/property-description', (document) => {
    document.components.schemas.Thing.properties.type = { type: 'string', const: 'video' }
  })
  expect(found).toEqual([])
})

test('conditions need neither types nor descriptions, they speak of fields that have them', async () => {
  const change = (document: any) => {
    document.components.schemas.ThingRequest.allOf[0].if = { properties: { mode: { type: 'object', properties: { deep: { const: 1 } } } } }
  }
  expect(await findingsOf('kling/value-types', change)).toEqual([])
  expect(await findingsOf('kling/property-description', change)).toEqual([])
})

test('a field may bear the name of a keyword, and is a field all the same', async () => {
  const found = await findingsOf('kling/value-types', (document) => {
    document.components.schemas.Thing.properties.if = { type: 'object', description: 'If.', properties: { then: { description: 'Then.' } } }
  })
  expect(found.join()).toContain("'then' has no type")
})

test('names that the service adds without notice may be open in a request', async () => {
  const found = await findingsOf('kling/enum-direction', (document) => {
    document.components.schemas.ThingRequest.properties.model_name = {
      description: 'Model.',
      anyOf: [{ type: 'string', enum: ['kling-v3'] }, { type: 'string' }],
    }
  })
  expect(found).toEqual([])
})

test('a tolerated slip does not make a request open', async () => {
  const found = await findingsOf('kling/enum-direction', (document) => {
    document.components.schemas.ThingRequest.properties.sure = {
      description: 'Sure.',
      anyOf: [
        { type: 'integer', enum: [5, 10] },
        { type: 'string', pattern: '^(5|10)$', 'x-kling-lenient': true },
      ],
    }
  })
  expect(found).toEqual([])
})

test('a rule may speak of fields that the object has from another one', async () => {
  const found = await findingsOf('kling/rule-fields', (document) => {
    const { schemas } = document.components
    schemas.Base = { type: 'object', description: 'Base.', properties: { seed: { type: 'integer', description: 'Seed.' } } }
    schemas.ThingRequest.allOf[0].if = { required: ['seed'] }
    schemas.ThingRequest.allOf.push({ $ref: '#/components/schemas/Base' })
  })
  expect(found).toEqual([])
})

test('what is no longer offered has no page', async () => {
  const found = await findingsOf('kling/operation-facts', (document) => {
    const operation = document.paths['/v1/things/{id}'].get
    delete operation.externalDocs
    Object.assign(operation, { 'x-kling-status': 'deprecated', deprecated: true })
  })
  expect(found).toEqual([])
})

test('a gateway relays a part: links may lack, and one request example is enough', async () => {
  const change = (document: any) => {
    const create = document.paths['/v1/things'].post
    delete create['x-kling-task'].list
    delete create.requestBody.content['application/json'].examples.minimal
  }
  expect(await findingsOf('kling/task-links', change, 'cometapi')).toEqual([])
  expect(await findingsOf('kling/required-examples', change, 'cometapi')).toEqual([])
  expect(await findingsOf('kling/task-links', change, 'openapi')).not.toEqual([])
})

test('the second spelling of success counts', async () => {
  const found = await findingsOf('kling/required-examples', (document) => {
    const read = document.paths['/v1/things/{id}'].get
    read['x-kling-kind'] = 'query many by id'
    const { examples } = read.responses[200].content['application/json']
    examples.succeeded = examples.succeed
    delete examples.succeed
  })
  expect(found).toEqual([])
})
