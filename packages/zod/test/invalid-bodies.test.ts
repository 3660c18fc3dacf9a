import { describe, expect, test } from 'vitest'
import { checkRequest, type OperationId } from '../src/index.js'
import { official } from './support/document.js'

const { requestOperations } = official

describe('every invalid body is refused, and an issue says why', () => {
  const cases = requestOperations.flatMap(({ id, invalid }) => Object.entries(invalid).map(([name, body]) => ({ id, name, ...body })))

  test.each(cases)('$id $name', ({ id, rule, at, message, derived, value }) => {
    const { ok, issues } = checkRequest(id as OperationId, { body: value })
    expect(ok).toBe(false)
    const said = issues.filter((issue) => issue.rule === rule)
    expect(said, `no issue says ${rule}: ${JSON.stringify(issues)}`).not.toEqual([])
    if (derived || at) expect(said.map((issue) => issue.path)).toContain(at || 'body')
    if (message) expect(said.map((issue) => issue.message)).toContain(message)
  })

  test('the table covers every operation with a body', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(requestOperations.length)
    expect(cases.length).toBeGreaterThan(1000)
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

describe('every documented body passes', () => {
  const cases = requestOperations.flatMap(({ id, examples }) => Object.entries(examples).map(([name, body]) => ({ id, name, body })))

  test.each(cases)('$id $name', ({ id, name, body }) => {
    const { ok, issues, warnings } = checkRequest(id, { body })
    expect(issues).toEqual([])
    expect(ok).toBe(true)
    expect(warnings.map((warning) => warning.path)).toEqual(undocumentedMembers[`${id} ${name}`] ?? [])
  })

  test('the list of undocumented members names examples that exist', () => {
    const names = cases.map(({ id, name }) => `${id} ${name}`)
    expect(Object.keys(undocumentedMembers).filter((name) => !names.includes(name))).toEqual([])
  })
})
