import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { extensions, extensionTypes } from '../../../../spec/lint/extensions.ts'
import { rules } from '../../../../spec/lint/plugin.ts'
import { insteadOf, schemaKeywords } from '../../../../spec/lint/schema-keywords.ts'
import { gatewayNames } from '../../src/gateway.ts'
import { filesBelow } from '../../src/load-examples.ts'
import type { JsonObject } from '../../src/types.ts'
import { findingsOf } from './findings.ts'

const spec = path.resolve(import.meta.dirname, '../../../../spec')
const readme = fs.readFileSync(path.join(spec, 'README.md'), 'utf8')

describe('the rules', () => {
  test('are all switched on, and explained', () => {
    const { rules: configured, apis } = parse(fs.readFileSync(path.join(spec, 'lint/redocly.yaml'), 'utf8'))
    const on = [configured, apis.sources.rules].flatMap((set: JsonObject) => Object.entries(set).filter(([, setting]) => setting !== 'off'))
    const names = on.map(([name]) => name).filter((name) => name.startsWith('kling/'))
    expect(names.sort()).toEqual(
      Object.keys(rules)
        .map((name) => `kling/${name}`)
        .sort(),
    )
    expect(Object.keys(rules).filter((name) => !readme.includes(`| \`${name}\` `))).toEqual([])
  })
})

test('sources and all built documents have their settings', () => {
  const { apis } = parse(fs.readFileSync(path.join(spec, 'lint/redocly.yaml'), 'utf8'))
  expect(Object.keys(apis).sort()).toEqual(['sources', 'openapi', ...gatewayNames(spec)].sort())
})

describe('the extensions', () => {
  const known = [...new Set(Object.values(extensions).flatMap((keys) => Object.keys(keys)))]
  const written = new Set(
    filesBelow(spec)
      .flatMap((file) => [...fs.readFileSync(file, 'utf8').matchAll(/x-kling-[a-z-]+/g)])
      .map(([key]) => key),
  )
  // The build writes these.
  const ofGateways = ['x-kling-gateway', 'x-kling-evidence', 'x-kling-evidence-note']

  test.each(known)('%s is explained in spec/README.md', (key) => {
    expect(readme).toContain(`\`${key}\``)
  })

  test('of the README and of the sources are all known', () => {
    const named = [...readme.matchAll(/`(x-kling-[a-z-]+)/g)].map(([, key]) => key!)
    expect([...named, ...written].filter((key) => !known.includes(key))).toEqual([])
  })

  test('are all in use', () => {
    expect(known.filter((key) => !written.has(key) && !ofGateways.includes(key))).toEqual([])
  })

  test('hold types that exist', () => {
    const named = [...Object.values(extensions), ...Object.values(extensionTypes).map((type) => type.properties as JsonObject)]
      .flatMap((keys) => Object.values(keys))
      .filter((type) => typeof type === 'string')
    expect(named.filter((type) => !(type in extensionTypes) && type !== 'Schema')).toEqual([])
  })

  test.each<[string, JsonObject, string]>([
    ['a rule without a message', { 'x-kling-rules': [{ name: 'a', decimals: 1 }] }, 'The field `message` must be present'],
    ['a rule that asserts nothing', { 'x-kling-rules': [{ name: 'a', message: 'b' }] }, 'Must contain at least one of the following fields: decimals, compare'],
    ['a medium of an unknown kind', { 'x-kling-media': { kind: 'film' } }, '`kind` can be one of the following only: "image", "video", "audio"'],
    ['a misspelled limit of a medium', { 'x-kling-media': { kind: 'video', max_second: 3 } }, 'Property `max_second` is not expected here'],
    ['a text for an unknown keyword', { 'x-kling-messages': { patern: 'x' } }, 'Property `patern` is not expected here'],
  ])('are checked for what they hold: %s', async (_, extension, finding) => {
    const found = await findingsOf('struct', (document) => Object.assign(document.components.schemas.ThingRequest.properties.prompt, extension))
    expect(found.join('\n')).toContain(finding)
  })

  test('an example says where it comes from', async () => {
    const found = await findingsOf('struct', (document) => {
      delete document.paths['/v1/things'].post.requestBody.content['application/json'].examples.minimal['x-kling-origin']
    })
    expect(found.join()).toContain('The field `x-kling-origin` must be present')
  })
})

describe('the keywords', () => {
  test.each(schemaKeywords)('%s is named in spec/README.md', (keyword) => {
    expect(readme).toContain(`\`${keyword}\``)
  })

  // Values of the right type: of a wrong one Redocly's rule `struct` speaks first.
  const values: JsonObject = { multipleOf: 2, exclusiveMinimum: 1, exclusiveMaximum: 1, uniqueItems: true, minContains: 1, maxContains: 1, examples: ['any'] }

  test.each(Object.keys(insteadOf))('%s is refused, and the message says what to write instead', async (keyword) => {
    const found = await findingsOf('kling/schema-keywords', (document) => {
      document.components.schemas.ThingRequest.properties.prompt[keyword] = values[keyword] ?? 'any'
    })
    expect(found).toEqual([
      `#/components/schemas/ThingRequest/properties/prompt/${keyword} '${keyword}' is no keyword of the allow-list: ${insteadOf[keyword]}.`,
    ])
  })
})
