import { describe, expect, test } from 'vitest'
import { checkRequest as checkCloudsway } from '../src/cloudsway.js'
import { checkRequest as checkCometapi } from '../src/cometapi.js'
import { checkRequest, type RequestCheck } from '../src/index.js'
import { gateways, official } from './support/document.js'

const documents = [
  { name: 'the official document', requestOperations: official.requestOperations, check: checkRequest, least: 1000 },
  { name: 'the document of CometAPI', requestOperations: gateways[0]!.requestOperations, check: checkCometapi, least: 100 },
  { name: 'the document of Cloudsway', requestOperations: gateways[1]!.requestOperations, check: checkCloudsway, least: 50 },
].map((entry) => ({ ...entry, check: entry.check as (operationId: string, parts: { body: unknown }) => RequestCheck }))

describe.each(documents)('$name: every invalid body is refused, and an issue says why', ({ requestOperations, check, least }) => {
  const cases = requestOperations.flatMap(({ id, invalid }) => Object.entries(invalid).map(([name, body]) => ({ id, name, ...body })))

  test.each(cases)('$id $name', ({ id, rule, at, message, derived, value }) => {
    const { ok, issues } = check(id, { body: value })
    expect(ok).toBe(false)
    const said = issues.filter((issue) => issue.rule === rule)
    expect(said, `no issue says ${rule}: ${JSON.stringify(issues)}`).not.toEqual([])
    if (derived || at) expect(said.map((issue) => issue.path)).toContain(at || 'body')
    if (message) expect(said.map((issue) => issue.message)).toContain(message)
  })

  test('the table covers every operation with a body', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(requestOperations.length)
    expect(cases.length).toBeGreaterThan(least)
  })
})

/** Documented bodies with members that the service ignores, or that no page describes; each comes back as a warning. */
const undocumentedMembers: Record<string, string[]> = {
  'createText2Video full-historical': ['model'],
  'createImage2Video full-motion-brush': ['model'],
  'createImage2Video cloudsway': ['aspect_ratio'],
  'createImageGeneration old-model-key': ['model'],
  'createCustomElement gateway-model-name': ['model_name'],
  'createTalkingAgent camel-case': [
    'settings.aspectRatio',
    'settings.allowPolish',
    'settings.voiceId',
    'settings.speechRate',
    'settings.actionPrompt',
    'settings.bgmEnabled',
  ],
}

describe.each(documents)('$name: every documented body passes', ({ requestOperations, check }) => {
  const cases = requestOperations.flatMap(({ id, examples }) => Object.entries(examples).map(([name, body]) => ({ id, name, body })))

  test.each(cases)('$id $name', ({ id, body }) => {
    const { ok, issues } = check(id, { body })
    expect(issues).toEqual([])
    expect(ok).toBe(true)
  })
})

// The documents of the gateways show bodies of the official one too, with members that a gateway does not relay.
describe('no documented body holds an unknown member but those listed', () => {
  const cases = official.requestOperations.flatMap(({ id, examples }) => Object.entries(examples).map(([name, body]) => ({ id, name, body })))

  test.each(cases)('$id $name', ({ id, name, body }) => {
    const { warnings } = checkRequest(id, { body })
    expect(warnings.map((warning) => warning.path)).toEqual(undocumentedMembers[`${id} ${name}`] ?? [])
  })

  test('the list names examples that exist', () => {
    const names = cases.map(({ id, name }) => `${id} ${name}`)
    expect(Object.keys(undocumentedMembers).filter((name) => !names.includes(name))).toEqual([])
  })
})
