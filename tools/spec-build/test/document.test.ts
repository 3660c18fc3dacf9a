import { describe, expect, test } from 'vitest'
import { completeDocument } from '../src/document.ts'
import { smallSources } from './small-sources.ts'

const { document, invalid } = completeDocument(smallSources())
const operation = (path: string, method: string) => document.paths[path][method]
const examples = (path: string, method: string) => operation(path, method).responses['200'].content['application/json'].examples

describe('the published document', () => {
  test('asks for a key everywhere, and takes signed tokens where the standard does', () => {
    expect(operation('/v1/things', 'post').security).toEqual([{ apiKey: [] }, { accessKeyJwt: [] }])
    expect(operation('/account/costs', 'get').security).toEqual([{ apiKey: [] }])
  })

  test('holds the examples at requests, answers and webhooks', () => {
    expect(Object.keys(operation('/v1/things', 'post').requestBody.content['application/json'].examples)).toEqual(['minimal', 'full'])
    expect(Object.keys(examples('/v1/things', 'post'))).toEqual(['submitted'])
    expect(Object.keys(document.webhooks.thingUpdated.post.requestBody.content['application/json'].examples)).toEqual(['done'])
  })

  test('shows the finished state of a read first, which is what a mock answers with', () => {
    const sources = smallSources()
    const { succeed } = sources.examples.responses['getThing']!['200']!
    sources.examples.responses['getThing']!['200'] = { watermarked: structuredClone(succeed!), failed: structuredClone(succeed!), succeed: succeed! }
    const read = completeDocument(sources).document.paths['/v1/things/{id}'].get
    expect(Object.keys(read.responses['200'].content['application/json'].examples)).toEqual(['succeed', 'submitted', 'processing', 'failed', 'watermarked'])
  })

  test('has its error responses', () => {
    expect(operation('/account/costs', 'get').responses['400'].content['application/json'].schema).toEqual({ $ref: '#/components/schemas/ErrorResponse' })
  })

  test('sorts its components, so that a moved schema is no change', () => {
    const names = Object.keys(document.components.schemas)
    expect(names).toEqual([...names].sort())
  })
})

test('invalid bodies are those written and those derived from the limits', () => {
  expect(invalid['createThing']!['long']).toMatchObject({ rule: 'maxLength' })
  expect(invalid['createThing']!['prompt:required']).toEqual({ rule: 'required', at: 'prompt', derived: true, value: {} })
  expect(invalid).not.toHaveProperty('getThing')
})

test('the sources are left as they were', () => {
  const sources = smallSources()
  completeDocument(sources)
  expect(sources).toEqual(smallSources())
})

test('examples for an answer that is not there are an error', () => {
  const sources = smallSources()
  sources.examples.responses['getCosts']!['202'] = { taken: { 'x-kling-origin': 'documented', value: {} } }
  expect(() => completeDocument(sources)).toThrow('getCosts has examples for status 202, but no such JSON response')
})
