import { describe, expect, test } from 'vitest'
import { checkRequest, type OperationId } from '../src/index.js'
import { nearestName } from '../src/nearest-name.js'

/** The service ignores members it does not know, without a word. They pass, and come back as warnings with the name that was probably meant. */

const image = 'https://cdn.example.com/1.png'
const warningsOf = (operationId: OperationId, body: unknown) => checkRequest(operationId, { body }).warnings

describe('what was probably meant', () => {
  test.each<[string, OperationId, object, string, string]>([
    ['another spelling', 'createText2Video', { prompt: 'a cat', aspectRatio: '1:1' }, 'aspectRatio', 'aspect_ratio'],
    ['a name of other APIs', 'createText2Video', { prompt: 'a cat', model: 'kling-v3' }, 'model', 'model_name'],
    ['a slip', 'createText2Video', { prompt: 'a cat', negativ_prompt: 'dogs' }, 'negativ_prompt', 'negative_prompt'],
    ['two letters swapped', 'createText2Video', { promtp: 'a cat' }, 'promtp', 'prompt'],
    ['a setting on the top level', 'createTextToVideoKling30', { prompt: 'a cat', duration: 5 }, 'duration', 'settings.duration'],
    ['a setting in the old spelling', 'createTextToVideoKling30', { prompt: 'a cat', aspectRatio: '1:1' }, 'aspectRatio', 'settings.aspect_ratio'],
    ['a setting of the legacy API', 'createTextToVideoKling30', { prompt: 'a cat', mode: 'pro' }, 'mode', 'settings.resolution'],
    [
      'an option on the top level',
      'createTextToVideoKling30',
      { prompt: 'a cat', callback_url: 'https://example.com' },
      'callback_url',
      'options.callback_url',
    ],
    [
      'an option under settings',
      'createTextToVideoKling30',
      { prompt: 'a cat', settings: { external_task_id: '1' } },
      'settings.external_task_id',
      'options.external_task_id',
    ],
    ['a member of an item', 'createImageToVideoKling30', { contents: [{ type: 'first_frame', url: image, Url: image }] }, 'contents[0].Url', 'contents[0].url'],
    [
      'a member of a later item',
      'createImage2Video',
      { image, dynamic_masks: [{ mask: image, trajectorys: [] }] },
      'dynamic_masks[0].trajectorys',
      'dynamic_masks[0].trajectories',
    ],
  ])('%s', (_, operationId, body, path, suggestion) => {
    expect(warningsOf(operationId, body)).toEqual([
      { path, message: `${path} is not a known field and will be ignored; did you mean ${suggestion}?`, suggestion },
    ])
  })

  test.each(['steps', 'guidance', 'x', ''])("nothing is near to '%s'", (name) => {
    expect(warningsOf('createText2Video', { prompt: 'a cat', [name]: 1 })).toEqual([
      { path: name || expect.any(String), message: expect.stringContaining('ignored') },
    ])
  })

  test('a body of the legacy API on a path of the new standard: every field is found again', () => {
    const body = {
      model_name: 'kling-v3',
      prompt: 'a cat',
      duration: '5',
      mode: 'pro',
      sound: 'on',
      aspect_ratio: '1:1',
      callback_url: '',
      external_task_id: '1',
    }
    const suggestions = Object.fromEntries(warningsOf('createTextToVideoKling30', body).map(({ path, suggestion }) => [path, suggestion]))
    expect(suggestions).toEqual({
      model_name: undefined, // the model is in the path
      duration: 'settings.duration',
      mode: 'settings.resolution',
      sound: 'settings.audio',
      aspect_ratio: 'settings.aspect_ratio',
      callback_url: 'options.callback_url',
      external_task_id: 'options.external_task_id',
    })
  })
})

describe('items of contents', () => {
  const mixed = [
    { type: 'prompt', text: 'a cat' },
    { type: 'first_frame', url: image },
    { type: 'element', id: '1' },
  ]

  test('every item is held against the branch that its type selects', () => {
    expect(warningsOf('createImageToVideoKling30', { contents: mixed })).toEqual([])
  })

  test('a member of another branch is ignored by the service as well', () => {
    expect(warningsOf('createImageToVideoKling30', { contents: [{ type: 'first_frame', url: image, text: 'a cat' }] }).map(({ path }) => path)).toEqual([
      'contents[0].text',
    ])
  })

  test('of an item whose type nobody knows, nothing can be said', () => {
    expect(warningsOf('createImageToVideoKling30', { contents: [{ type: 'picture', uri: image }] })).toEqual([])
  })
})

describe('what is left alone', () => {
  test('members are looked for in refused bodies too', () => {
    expect(warningsOf('createText2Video', { aspectRatio: '1:1' })).toHaveLength(1)
  })

  test('objects that are not described may hold anything', () => {
    expect(checkRequest('createText2Video', { body: { prompt: 'a cat', unknown: { deeper: { still: 1 } } } }).warnings.map(({ path }) => path)).toEqual([
      'unknown',
    ])
  })

  test('warnings change nothing about the verdict', () => {
    const good = { prompt: 'a cat', modell: 'x' }
    const bad = { modell: 'x' }
    expect([checkRequest('createText2Video', { body: good }).ok, checkRequest('createText2Video', { body: bad }).ok]).toEqual([true, false])
  })

  test('after a hundred strange members no more names are suggested, but all are reported', () => {
    const body = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`prompt${index}`, 1]))
    const warnings = warningsOf('createText2Video', body)
    expect(warnings).toHaveLength(150)
    expect(warnings.filter(({ suggestion }) => suggestion).length).toBeLessThanOrEqual(100)
  })
})

describe('nearestName', () => {
  const known = ['prompt', 'negative_prompt', 'aspect_ratio', 'model_name', 'n', 'id']

  test.each<[string, string | undefined]>([
    ['Prompt', 'prompt'],
    ['aspect-ratio', 'aspect_ratio'],
    ['AspectRatio', 'aspect_ratio'],
    ['modelName', 'model_name'],
    ['promt', 'prompt'],
    ['prompts', 'prompt'],
    ['negative_prompts', 'negative_prompt'],
    ['size', 'aspect_ratio'],
    ['N', 'n'],
    ['m', undefined],
    ['if', undefined],
    ['constructor', undefined],
    ['p'.repeat(65), undefined],
  ])('%s is %s', (unknown, nearest) => expect(nearestName(unknown, known)).toBe(nearest))

  test('the nearest of several wins', () => expect(nearestName('image_lits', ['image_lasts', 'image_list', 'image_tail'])).toBe('image_list'))
  test('with nothing known, nothing is near', () => expect(nearestName('prompt', [])).toBeUndefined())
})
