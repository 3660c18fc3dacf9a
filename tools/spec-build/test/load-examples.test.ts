import { expect, test } from 'vitest'
import { loadExamples } from '../src/load-examples.ts'
import { specFolder } from './spec-folder.ts'

test('the examples of all folders come together', () => {
  const folder = specFolder({
    'cats/examples/requests.yaml': 'createCat:\n  minimal: { value: { name: Tom } }',
    'cats/examples/responses.yaml': "getCat:\n  '200':\n    succeed: { x-kling-origin: captured, value: { element_id: 829836802793406551 } }",
    'dogs/examples/invalid.yaml': 'createDog:\n  long: { rule: maxLength, value: { name: !repeat { text: x, times: 4 } } }',
    'dogs/examples/requests.yaml': '# none yet',
    'dogs/schemas.yaml': 'Dog: {}',
  })
  expect(loadExamples(folder)).toEqual({
    requests: { createCat: { minimal: { value: { name: 'Tom' } } } },
    responses: { getCat: { '200': { succeed: { 'x-kling-origin': 'captured', value: { element_id: 829836802793406551n } } } } },
    invalid: { createDog: { long: { rule: 'maxLength', value: { name: 'xxxx' } } } },
  })
})

test('one operation in two places is an error', () => {
  const folder = specFolder({ 'cats/examples/requests.yaml': 'createCat: {}', 'dogs/examples/requests.yaml': 'createCat: {}' })
  expect(() => loadExamples(folder)).toThrow(/dogs\/examples\/requests\.yaml: requests of createCat are written in two places/)
})

test('a file of another name would be passed over, so it is an error', () => {
  expect(() => loadExamples(specFolder({ 'cats/examples/request.yaml': 'createCat: {}' }))).toThrow('holds requests.yaml, responses.yaml and invalid.yaml only')
})
