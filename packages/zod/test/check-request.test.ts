import { describe, expect, test } from 'vitest'
import { checkRequest, type OperationId, validators } from '../src/index.js'

const image = 'https://cdn.example.com/1.png'

describe('the answer', () => {
  test('a good request has neither issues nor warnings', () => {
    expect(checkRequest('createText2Video', { body: { model_name: 'kling-v3', prompt: 'a cat' } })).toEqual({ ok: true, issues: [], warnings: [] })
  })

  test('an issue names the field, the rule and says it in a sentence', () => {
    const { ok, issues } = checkRequest('createText2Video', { body: { prompt: 'x'.repeat(2501) } })
    expect(ok).toBe(false)
    expect(issues).toEqual([{ path: 'prompt', rule: 'maxLength', message: expect.stringContaining('2500') }])
  })

  test('warnings alone leave a request in order', () => {
    const { ok, issues, warnings } = checkRequest('createText2Video', { body: { prompt: 'a cat', steps: 50 } })
    expect({ ok, issues }).toEqual({ ok: true, issues: [] })
    expect(warnings).toEqual([{ path: 'steps', message: 'steps is not a known field and will be ignored' }])
  })

  test('all that is wrong is said at once', () => {
    const { issues } = checkRequest('createTextToVideoKling30', { body: { prompt: '', settings: { duration: 99, resolution: '8k' } } })
    expect(issues.map(({ path, rule }) => `${path} ${rule}`)).toEqual(['prompt minLength', 'settings.resolution enum', 'settings.duration maximum'])
  })

  test('a missing body is a required one', () => {
    expect(checkRequest('createText2Video', {}).issues).toEqual([{ path: 'body', rule: 'required', message: 'body is required' }])
  })

  test('an operation that does not exist is an error of the caller', () => {
    expect(() => checkRequest('createNothing' as OperationId, { body: {} })).toThrow(new TypeError("klingkit: there is no operation 'createNothing'"))
    expect(() => checkRequest('toString' as OperationId, { body: {} })).toThrow(TypeError)
  })

  test('a member given as undefined is a missing one', () => {
    expect(checkRequest('createVideoToAudio', { body: { video_id: '1', video_url: undefined } }).ok).toBe(true)
    expect(checkRequest('createVideoToAudio', { body: { video_id: undefined, video_url: undefined } }).issues[0]!.rule).toBe('one-video-source')
  })
})

describe('rules over several fields', () => {
  test('the message names the values it is about, defaults included', () => {
    const { issues } = checkRequest('createImage2Video', { body: { model_name: 'kling-v2-5-turbo', prompt: 'a cat', image, image_tail: image } })
    expect(issues).toEqual([
      { path: 'image_tail', rule: 'image-tail-combination', message: 'model/mode/duration(kling-v2-5-turbo/std/5) is not supported with image_tail' },
    ])
  })

  test('a rule points to the field on whatever level', () => {
    const { issues } = checkRequest('createVideoEffect', { body: { effect_scene: 'hug', input: {} } })
    expect(issues.map(({ path }) => path)).toContain('input.images')
  })

  test('an empty string counts as absent', () => {
    expect(checkRequest('createVideoToAudio', { body: { video_id: '', video_url: 'https://cdn.example.com/1.mp4' } }).ok).toBe(true)
    expect(checkRequest('createVideoToAudio', { body: { video_id: '1', video_url: 'https://cdn.example.com/1.mp4' } }).ok).toBe(false)
  })
})

describe('items of contents', () => {
  const issuesOf = (...contents: unknown[]) => checkRequest('createImageToVideoKling30', { body: { contents } }).issues

  test('are judged by the branch that their type selects', () => {
    expect(issuesOf({ type: 'first_frame', url: image }, { type: 'prompt', text: 5 })).toEqual([
      { path: 'contents[1].text', rule: 'type', message: 'contents[1].text value type is invalid, expected string' },
    ])
  })

  test('a type nobody knows is the only thing said of an item', () => {
    expect(issuesOf({ type: 'picture', url: 7 })).toEqual([{ path: 'contents[0].type', rule: 'enum', message: "contents[0].type value 'picture' is invalid" }])
  })

  test('an item needs a type', () => {
    expect(issuesOf({ url: image })).toEqual([{ path: 'contents[0].type', rule: 'required', message: 'contents[0].type is required' }])
  })

  test.each([[null], ['first_frame'], [[]], [7]])('%j is no item', (item) => {
    expect(issuesOf(item)).toEqual([{ path: 'contents[0]', rule: 'type', message: 'contents[0] value type is invalid, expected object' }])
  })
})

describe('values of several types', () => {
  test('the message speaks of the type that is documented', () => {
    expect(checkRequest('createImageGeneration', { body: { prompt: 'a cat', n: true } }).issues).toEqual([
      { path: 'n', rule: 'type', message: 'n value type is invalid, expected integer' },
    ])
  })

  test('a number out of range and a text that is no number are told apart', () => {
    expect(checkRequest('createImageGeneration', { body: { prompt: 'a cat', n: 10 } }).issues[0]).toMatchObject({ path: 'n', rule: 'maximum' })
    expect(checkRequest('createImageGeneration', { body: { prompt: 'a cat', n: 'many' } }).issues[0]).toMatchObject({ path: 'n', rule: 'pattern' })
    expect(checkRequest('createImageGeneration', { body: { prompt: 'a cat', n: '9' } }).ok).toBe(true)
  })

  test('the wrong type of a closed set is a wrong type', () => {
    expect(checkRequest('createText2Video', { body: { prompt: 'a cat', mode: 5 } }).issues[0]).toMatchObject({
      rule: 'type',
      message: 'mode value type is invalid, expected string',
    })
  })
})

describe('query and path', () => {
  test.each([1, '1', 30, '30', 1000, '1000'])('pageNum may be %j: a number, or its digits as in a URL', (pageNum) => {
    expect(checkRequest('listText2Video', { query: { pageNum } }).ok).toBe(true)
  })

  test.each<[unknown, string, string]>([
    [0, 'minimum', "pageNum value '0' is invalid, must be at least 1"],
    ['0', 'minimum', "pageNum value '0' is invalid, must be at least 1"],
    ['1001', 'maximum', "pageNum value '1001' is invalid, must be at most 1000"],
    ['many', 'type', 'pageNum value type is invalid, expected integer'],
    ['1.5', 'type', 'pageNum value type is invalid, expected integer'],
    [1.5, 'type', 'pageNum value type is invalid, expected integer'],
    ['', 'type', 'pageNum value type is invalid, expected integer'],
    [['1', '2'], 'type', 'pageNum value type is invalid, expected integer'],
  ])('pageNum %j is refused: %s', (pageNum, rule, message) => {
    expect(checkRequest('listText2Video', { query: { pageNum } }).issues).toEqual([{ path: 'pageNum', rule, message }])
  })

  test('a request without query has an empty one', () => {
    expect(checkRequest('listText2Video', {}).ok).toBe(true)
    expect(checkRequest('getTasks', {}).issues[0]!.message).toBe('task_ids or external_task_ids is required')
  })

  test('a path needs its parameters', () => {
    expect(checkRequest('getText2Video', { path: { id: '1' } }).ok).toBe(true)
    expect(checkRequest('getText2Video', {}).issues).toEqual([{ path: 'id', rule: 'required', message: 'id is required' }])
  })

  test('an unknown query parameter is a warning', () => {
    expect(checkRequest('listText2Video', { query: { page_size: '5' } }).warnings).toMatchObject([{ path: 'page_size' }])
  })
})

describe('hostile requests are refused, never thrown at', () => {
  const deep = JSON.parse(`${'{"settings":'.repeat(5_000)}1${'}'.repeat(5_000)}`)
  const noText = JSON.parse('{ "toString": 1, "valueOf": 1 }')
  const hostile: [string, unknown][] = [
    ['null', null],
    ['a list', []],
    ['a text', 'prompt'],
    ['a number', Number.NaN],
    ['false', false],
    ['a function', () => 1],
    ['members of null', { model_name: null, prompt: null, contents: null, settings: null, options: null, input: null, image: null }],
    ['lists everywhere', { model_name: [], prompt: [], contents: [[]], settings: [], input: [], camera_control: [], multi_prompt: [[]] }],
    [
      'an own __proto__',
      JSON.parse(
        '{ "__proto__": { "prompt": "a cat" }, "constructor": 1, "settings": { "__proto__": 1 }, "contents": [{ "__proto__": 1, "type": "__proto__" }] }',
      ),
    ],
    [
      'objects that are no text',
      { prompt: noText, mode: noText, sound: noText, settings: { resolution: noText, audio: noText, aspect_ratio: noText }, contents: [{ type: noText }] },
    ],
    [
      'names that every object has',
      { mode: 'constructor', settings: { resolution: 'toString', audio: '__proto__', aspect_ratio: 'valueOf' }, contents: [{ type: 'constructor' }] },
    ],
    ['a body without a prototype', Object.assign(Object.create(null), { prompt: Object.create(null) })],
    ['very deep', deep],
    ['a very long text', { prompt: 'x'.repeat(1_000_000), settings: { resolution: 'x'.repeat(1_000_000) } }],
    ['a very long name', { ['x'.repeat(1_000_000)]: 1 }],
    ['very many members', Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`member_${index}`, index]))],
    [
      'very many items',
      { contents: Array.from({ length: 5_000 }, () => ({ type: 'prompt', text: 'a' })), multi_prompt: Array.from({ length: 5_000 }, () => 1) },
    ],
  ]

  test.each(hostile)('%s', (_, value) => {
    for (const id of Object.keys(validators) as OperationId[]) {
      const { ok, issues } = checkRequest(id, { body: value, query: value, path: value })
      expect(ok).toBe(issues.length === 0)
      // However long a value is, the sentence about it is short.
      for (const issue of issues) expect(issue.message.length).toBeLessThan(2_000)
    }
  })

  test('members of the prototype are no members', () => {
    const body = JSON.parse('{ "__proto__": { "prompt": "a cat" } }')
    expect(checkRequest('createTextToVideoKling30', { body }).issues).toMatchObject([{ path: 'prompt', rule: 'required' }])
  })

  test('what parse gives back has no own __proto__: zod leaves it out, and nothing else', () => {
    const body = JSON.parse('{ "__proto__": { "polluted": true }, "constructor": 1, "prompt": "a cat" }')
    const parsed = validators.createTextToVideoKling30.body.parse(body)
    expect(Object.keys(parsed)).toEqual(['prompt', 'constructor'])
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
