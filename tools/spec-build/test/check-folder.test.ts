import path from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { checkFolder } from '../src/check-folder.ts'
import { specFolder } from './spec-folder.ts'

const described = (properties: object, extra: object = {}) => ({ type: 'object', description: 'It.', properties, ...extra })

/** A spec of which only one resource is finished. */
function unfinished(change: (files: Record<string, unknown>) => void = () => {}): string {
  const files: Record<string, unknown> = {
    'openapi.yaml': {
      openapi: '3.1.0',
      info: { title: 'Small', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: 'https://api.example.org' }],
      tags: [{ name: 'Things', description: 'Things.' }],
      security: [{ apiKey: [] }],
      paths: { '/v1/faces': { $ref: 'resources/faces/identify-face.yaml' }, '/v1/voices': { $ref: 'resources/voices/collection.yaml' } },
      components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
    },
    'shared/schemas.yaml': { ErrorResponse: described({}), UnroutedResponse: described({}) },
    'errors.yaml': { codes: [{ code: 1201, http: 400, meaning: 'Wrong.' }] },
    'resources/faces/identify-face.yaml': {
      post: {
        operationId: 'identifyFace',
        summary: 'Find faces',
        description: 'Finds faces.',
        tags: ['Things'],
        externalDocs: { url: 'https://docs.example.org/faces' },
        'x-kling-call': 'v1.faces.identify',
        'x-kling-standard': 'new',
        'x-kling-kind': 'synchronous',
        'x-kling-status': 'current',
        'x-kling-since': '2025-01-01',
        requestBody: { content: { 'application/json': { schema: { $ref: 'schemas.yaml#/FaceRequest' } } } },
        responses: { 200: { description: 'Faces.', content: { 'application/json': { schema: { $ref: 'schemas.yaml#/FaceResponse' } } } } },
      },
    },
    'resources/faces/schemas.yaml': {
      FaceRequest: described({ url: { type: 'string', description: 'Where.', minLength: 1 } }, { required: ['url'] }),
      FaceResponse: described({}),
    },
    'resources/faces/examples/requests.yaml': {
      identifyFace: { minimal: { 'x-kling-origin': 'documented', value: { url: 'a' } }, other: { 'x-kling-origin': 'documented', value: { url: 'b' } } },
    },
    'resources/faces/examples/responses.yaml': { identifyFace: { 200: { succeed: { 'x-kling-origin': 'captured', value: {} } } } },
  }
  change(files)
  return specFolder(Object.fromEntries(Object.entries(files).map(([file, content]) => [file, stringify(content)])))
}

test('a finished resource is in order although another one is missing', async () => {
  expect(await checkFolder(unfinished(), 'faces')).toEqual([])
})

test('schemas, examples and house rules are checked', async () => {
  const folder = unfinished((files: any) => {
    files['resources/faces/examples/requests.yaml'].identifyFace.other.value.url = 12
    delete files['resources/faces/schemas.yaml'].FaceRequest.properties.url.description
  })
  expect(await checkFolder(folder, 'faces/')).toEqual([
    'identifyFace: request example other is refused: /url must be string',
    "#/components/schemas/FaceRequest/properties/url 'url' has no description: add one here, in our own words. (kling/property-description)",
    expect.stringMatching(/examples\/other\/value\/url .* \(no-invalid-media-type-examples\)$/),
  ])
})

test('examples of an operation that is elsewhere are found', async () => {
  const folder = unfinished((files: any) => {
    files['resources/faces/examples/invalid.yaml'] = { identifyVoice: {} }
  })
  expect(await checkFolder(folder, 'faces')).toEqual(['examples/invalid.yaml speaks of identifyVoice, which is no operation of this folder'])
})

test('a path item that is not written yet is named', async () => {
  expect(await checkFolder(unfinished(), 'voices')).toEqual(['resources/voices/collection.yaml is missing, openapi.yaml refers to it'])
})

test('a folder that openapi.yaml does not speak of is no resource', async () => {
  expect(await checkFolder(unfinished(), path.join('faces', 'deep'))).toEqual([
    'openapi.yaml refers to nothing in resources/faces/deep; add its path items there',
  ])
})
