import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { lintFile, lintSources } from '../../src/lint.ts'
import type { JsonObject } from '../../src/types.ts'
import { smallDocument } from '../small-document.ts'
import { specFolder } from '../spec-folder.ts'

/** The small document as people write it: path items and schemas in files of their own, no examples inside. */
function sources(): Record<string, string> {
  const document = smallDocument()
  const local = (value: unknown): any => JSON.parse(JSON.stringify(value).replaceAll('#/components/schemas/', 'schemas.yaml#/'))
  const withoutExamples = (value: unknown): any => JSON.parse(JSON.stringify(value, (key, member) => (key === 'examples' ? undefined : member)))
  const items: JsonObject = {
    'resources/things/collection.yaml': document.paths['/v1/things'],
    'resources/things/item.yaml': document.paths['/v1/things/{id}'],
    'resources/things/updated.yaml': document.webhooks.thingUpdated,
  }
  return {
    'spec/openapi.yaml': stringify({
      ...document,
      paths: { '/v1/things': { $ref: 'resources/things/collection.yaml' }, '/v1/things/{id}': { $ref: 'resources/things/item.yaml' } },
      webhooks: { thingUpdated: { $ref: 'resources/things/updated.yaml' } },
      components: { securitySchemes: document.components.securitySchemes },
    }),
    ...Object.fromEntries(Object.entries(items).map(([file, item]) => [`spec/${file}`, stringify(withoutExamples(local(item)))])),
    'spec/resources/things/schemas.yaml': stringify(JSON.parse(JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/'))),
    'spec/resources/things/SOURCES.md': 'The page of things, 2026-11-20.',
  }
}

async function lint(files: Record<string, string>): Promise<string[]> {
  return lintSources(path.join(specFolder(files), 'spec'))
}

describe('lint of the sources', () => {
  test('has nothing to say of sources that keep the rules', async () => {
    expect(await lint(sources())).toEqual([])
  })

  test('names file and line', async () => {
    const files = sources()
    files['spec/resources/things/item.yaml'] = files['spec/resources/things/item.yaml']!.replace('getThing', 'readThing')
    expect(await lint(files)).toContainEqual(expect.stringMatching(/^spec\/resources\/things\/item\.yaml:2:16 'readThing' must be .* \(kling\/operation-id\)$/))
  })

  test('misses the SOURCES.md of a resource', async () => {
    const { 'spec/resources/things/SOURCES.md': _, ...files } = sources()
    const found = await lint(files)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/things has no SOURCES\.md: write which page.* \(kling\/sources-file\)$/)
  })

  test('finds long integers in examples and data files, which no reference leads to', async () => {
    const found = await lint({
      ...sources(),
      'spec/resources/things/examples/invalid.yaml':
        'createThing:\n  long: { rule: type, value: { element_id: 829836802793406551, task_id: 829836802793406551 } }\n',
      'spec/pricing.yaml': 'units: 9007199254740992\n',
    })
    expect(found).toEqual([
      'spec/pricing.yaml units: 9007199254740992 is beyond 2^53-1 and would lose digits in JavaScript: write it as a string. Only element_id may be that long. (kling/exact-integers)',
      expect.stringMatching(/invalid\.yaml createThing\.long\.value\.task_id: 829836802793406551 is beyond/),
    ])
  })

  test('finds a reference that leads nowhere', async () => {
    const files = sources()
    files['spec/resources/things/item.yaml'] = files['spec/resources/things/item.yaml']!.replace('#/ThingResponse', '#/ThangResponse')
    expect((await lint(files)).join('\n')).toContain('(no-unresolved-refs)')
  })
})

describe("Redocly's own rules", () => {
  test.each<[string, (document: JsonObject) => void]>([
    ['operation-operationId-unique', (d) => Object.assign(d.paths['/v1/things/{id}'].get, { operationId: 'listThing' })],
    ['no-unused-components', (d) => Object.assign(d.components.schemas, { Nobody: { type: 'object', description: 'Unused.' } })],
    ['no-ambiguous-paths', (d) => Object.assign(d.paths, { '/v1/{kind}/list': d.paths['/v1/things/{id}'], '/v1/things/{id}': d.paths['/v1/things/{id}'] })],
    ['security-defined', (d) => delete d.components.securitySchemes.apiKey],
    ['operation-tag-defined', (d) => d.tags.shift()],
    ['operation-4xx-response', (d) => delete d.paths['/v1/things/{id}'].get.responses[400]],
    [
      'no-invalid-media-type-examples',
      (d) => {
        d.paths['/v1/things'].post.requestBody.content['application/json'].examples.minimal.value.prompt = 12
      },
    ],
  ])('%s is on', async (rule, change) => {
    const document = smallDocument()
    change(document)
    const folder = specFolder({ 'small.json': JSON.stringify(document) })
    expect((await lintFile(path.join(folder, 'small.json'), 'openapi')).join('\n')).toContain(`(${rule})`)
  })
})
