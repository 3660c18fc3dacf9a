import { describe, expect, test } from 'vitest'
import { readDocument } from '../src/document/read-document.js'
import { type Change, diffDocuments } from '../src/index.js'

/* Each kind of change, made in the document of Kling, and what it means. */

const document = readDocument('official')
type Json = Record<string, any>
const request = (copy: Json): Json => copy.components.schemas.Text2VideoRequest
const answer = (copy: Json): Json => copy.components.schemas.LegacyCreatedTask
const operation = (copy: Json): Json => copy.paths['/v1/videos/text2video'].post

function changed(change: (copy: Json) => void, backwards = false): { bump: string; own: Change[] } {
  const copy = structuredClone(document)
  change(copy)
  const { bump, changes } = backwards ? diffDocuments(copy, document) : diffDocuments(document, copy)
  return { bump, own: changes.filter(({ operation: id }) => id === 'createText2Video') }
}

test('a document against itself has no change', () => {
  for (const gateway of ['official', 'cometapi', 'cloudsway'] as const)
    expect(diffDocuments(readDocument(gateway), structuredClone(readDocument(gateway)))).toEqual({ bump: 'none', changes: [] })
})

/** What a change means, and what the same change means the other way round. */
const changes: [string, (copy: Json) => void, string, string][] = [
  ['an operation is gone', (copy) => delete copy.paths['/v1/videos/text2video'].post, 'major', 'minor'],
  ['another client call', (copy) => (operation(copy)['x-kling-call'] = 'x.y'), 'major', 'major'],
  ['retired', (copy) => (operation(copy)['x-kling-status'] = 'retired'), 'major', 'minor'],
  ['deprecated', (copy) => (operation(copy)['x-kling-status'] = 'deprecated'), 'minor', 'minor'],
  ['a credential is no longer taken', (copy) => operation(copy).security.pop(), 'major', 'minor'],
  ['another summary', (copy) => (operation(copy).summary = 'x'), 'patch', 'patch'],
  ['another example', (copy) => (operation(copy).requestBody.content['application/json'].examples.minimal.value = { prompt: 'x' }), 'patch', 'patch'],
  ['a status is gone', (copy) => delete operation(copy).responses['504'], 'major', 'minor'],
  [
    'another content type of the answer',
    (copy) => (operation(copy).responses['200'].content = { 'text/plain': operation(copy).responses['200'].content['application/json'] }),
    'major',
    'major',
  ],
  ['a new optional parameter', (copy) => (operation(copy).parameters = [{ name: 'x', in: 'query', schema: { type: 'string' } }]), 'minor', 'major'],
  [
    'a new parameter that is needed',
    (copy) => (operation(copy).parameters = [{ name: 'x', in: 'query', required: true, schema: { type: 'string' } }]),
    'major',
    'major',
  ],
  ['a field of the request is new', (copy) => (request(copy).properties.extra = { type: 'string' }), 'minor', 'major'],
  ['a field of the request is needed', (copy) => (request(copy).required = ['mode']), 'major', 'minor'],
  ['a shorter text', (copy) => (request(copy).properties.prompt.maxLength = 100), 'major', 'minor'],
  ['a longer least', (copy) => (request(copy).properties.prompt.minLength = 5), 'major', 'minor'],
  ['fewer items', (copy) => (request(copy).properties.multi_prompt.maxItems = 2), 'major', 'minor'],
  ['a smaller number', (copy) => (request(copy).properties.cfg_scale.maximum = 0.5), 'major', 'minor'],
  ['a new pattern', (copy) => (request(copy).properties.prompt.pattern = '^a'), 'major', 'minor'],
  ['a closed value is gone', (copy) => request(copy).properties.mode.enum.pop(), 'major', 'minor'],
  ['a known value of an open set is gone', (copy) => request(copy).properties.model_name.anyOf[0].enum.pop(), 'minor', 'minor'],
  ['another type of the request', (copy) => (request(copy).properties.prompt.type = 'integer'), 'major', 'major'],
  ['another default', (copy) => (request(copy).properties.mode.default = 'pro'), 'major', 'major'],
  ['another description', (copy) => (request(copy).properties.prompt.description = 'x'), 'patch', 'patch'],
  ['another message', (copy) => (request(copy).properties.cfg_scale['x-kling-messages'] = { maximum: 'x' }), 'patch', 'patch'],
  [
    'a new rule in allOf',
    (copy) => (request(copy).allOf = [...(request(copy).allOf ?? []), { 'x-kling-rule': { name: 'new-rule', message: 'x' }, required: ['mode'] }]),
    'major',
    'minor',
  ],
  [
    'a new rule beyond JSON Schema',
    (copy) =>
      (request(copy)['x-kling-rules'] = [...(request(copy)['x-kling-rules'] ?? []), { name: 'new-rule', message: 'x', distinct: 'multi_prompt[].index' }]),
    'major',
    'minor',
  ],
  ['a condition changes', (copy) => (request(copy).not = { required: ['x'] }), 'major', 'minor'],
  ['a branch less', (copy) => request(copy).properties.multi_shot.anyOf.pop(), 'major', 'minor'],
  ['a smaller file', (copy) => (copy.components.schemas.ImageInput['x-kling-media'].max_bytes = 1), 'major', 'minor'],
  ['a field of the answer is new', (copy) => (answer(copy).properties.extra = { type: 'string' }), 'minor', 'major'],
  [
    'a field of the answer may be missing',
    (copy) => (answer(copy).required = answer(copy).required.filter((name: string) => name !== 'task_id')),
    'major',
    'minor',
  ],
  ['a field of the answer may be null', (copy) => (answer(copy).properties.task_id.type = ['string', 'null']), 'major', 'minor'],
  ['a server is gone', (copy) => copy.servers.pop(), 'major', 'minor'],
]

describe('each kind of change', () => {
  test.each(changes)('%s', (_, change, forwards, backwards) => {
    expect([changed(change).bump, changed(change, true).bump]).toEqual([forwards, backwards])
  })

  test('is told with its place', () => {
    expect(changed((copy) => (request(copy).properties.prompt.maxLength = 100)).own).toEqual([
      { level: 'breaking', operation: 'createText2Video', at: 'request.prompt', message: 'maxLength is 100 now' },
    ])
  })

  test('is told at every operation that a shared schema is part of, and no other', () => {
    const copy = structuredClone(document)
    answer(copy).properties.extra = { type: 'string' }
    const ids = diffDocuments(document, copy).changes.map(({ operation: id }) => id)
    expect(ids).toContain('createImage2Video')
    expect(ids).not.toContain('getTasks')
  })
})

test('what comes in callbacks breaks as answers do', () => {
  const copy = structuredClone(document)
  copy.components.schemas.LegacyTask.required = []
  expect(
    diffDocuments(document, copy)
      .changes.filter(({ level }) => level === 'breaking')
      .map(({ operation: id }) => id),
  ).toContain('webhook legacyTaskUpdated')
})
