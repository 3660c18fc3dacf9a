import { describe, expect, test } from 'vitest'
import { checkRequest, type OperationId, type RequestParts } from '../src/index.js'

/** What the real service was seen to answer to wrong parameters, word for word. A text is the first thing said about a body in which nothing else is wrong. */

const image = 'https://cdn.example.com/1.png'
const prompt = { type: 'prompt', text: 'a cat' }
const firstFrame = { type: 'first_frame', url: image }

/** With these words in their place: [operation, request, text]. */
type Answer = [OperationId, RequestParts, string]

const settings = (members: object) => ({ body: { prompt: 'a cat', settings: members } })
const contents = (...items: unknown[]) => ({ body: { contents: items } })
const omni = (members: object, ...items: unknown[]) => ({ body: { contents: [prompt, ...items], settings: members } })
const legacy = (members: object) => ({ body: { model_name: 'kling-v2-5-turbo', image, prompt: 'a cat', ...members } })

const newStandard: Answer[] = [
  // no or wrong contents
  ['createImageToVideoKling30', { body: {} }, 'contents cannot be empty'],
  ['createImageToVideoKling30', contents(), 'contents cannot be empty'],
  ['createOmniVideoKling30Omni', { body: { model_name: 'kling-v3-omni', prompt: 'a cat', duration: '5' } }, 'contents cannot be empty'],
  ['createImageToVideoKling30', { body: { contents: 'a cat' } }, 'contents value type is invalid, expected array'],
  ['createOmniVideoKlingO1', { body: { contents: prompt } }, 'contents value type is invalid, expected array'],
  // no prompt on text-to-video
  ['createTextToVideoKling30', { body: {} }, 'prompt is required'],
  ['createTextToVideoKling30Turbo', { body: { prompt: '' } }, 'prompt is required'],
  // blank items
  ['createOmniVideoKling30Omni', contents({ type: 'prompt', text: '  ' }), "content item of type 'prompt' must have non-blank text"],
  ['createOmniVideoKling30Omni', contents({ type: 'prompt' }), "content item of type 'prompt' must have non-blank text"],
  ['createImageToVideoKling30', contents({ type: 'first_frame', url: '' }), "content item of type 'first_frame' must have a non-blank url"],
  ['createImageToVideoKling30', contents({ type: 'first_frame' }), "content item of type 'first_frame' must have a non-blank url"],
  ['createImageToVideoKling30', contents(firstFrame, { type: 'last_frame', url: ' ' }), "content item of type 'last_frame' must have a non-blank url"],
  // unknown item types
  ...['text', 'end_frame', 'image_tail', 'reference_image'].map(
    (type): Answer => ['createImageToVideoKling30', contents(firstFrame, { type, url: image }), `contents[1].type value '${type}' is invalid`],
  ),
  ['createImageToVideoKling30', contents({ type: 'x' }), "contents[0].type value 'x' is invalid"],
  // settings
  ['createTextToVideoKling30', settings({ resolution: '720P' }), "settings.resolution value '720P' is invalid, allowed values: 480p, 720p, 1080p, 4k"],
  ['createTextToVideoKling30', settings({ resolution: '8k' }), "settings.resolution value '8k' is invalid, allowed values: 480p, 720p, 1080p, 4k"],
  ['createOmniVideoKling30Omni', omni({ aspect_ratio: '1:1', resolution: '480p' }), "video resolution value '480p' is invalid"],
  ['createTextToVideoKling30', settings({ audio: 'loud' }), "settings.audio value 'loud' is invalid, allowed values: native, off, original"],
  ['createOmniVideoKling30Omni', omni({ aspect_ratio: '1:1', audio: 'original' }), "audio mode 'original' is not supported by the current model"],
  ['createTextToVideoKling30', settings({ audio: 'original' }), "audio mode 'original' is not supported by the current model"],
  ['createTextToVideoKling30', settings({ aspect_ratio: '7:3' }), "settings.aspect_ratio value '7:3' is invalid"],
  ['createOmniVideoKling30Omni', omni({ aspect_ratio: '99:1' }), "aspect_ratio value '99:1' is invalid, supported values: 16:9, 9:16, 1:1"],
  ['createOmniVideoKling30Omni', omni({ aspect_ratio: '1:1', seed: 'x' }), "settings.seed value 'x' is invalid"],
  // long prompt
  [
    'createOmniVideoKling30Omni',
    { body: { contents: [{ type: 'prompt', text: 'x'.repeat(3073) }], settings: { aspect_ratio: '1:1' } } },
    'contents[0].text: size must be between 0 and 3072',
  ],
  // references
  ['createOmniVideoKling30Omni', omni({ aspect_ratio: '1:1' }, { type: 'element', id: '' }), 'Invalid element id: '],
  ['createOmniVideoKling30Omni', omni({}, { type: 'feature_video', url: 'video.mp4' }), 'Video URL is invalid'],
  // queries
  ['getTasks', { query: {} }, 'task_ids or external_task_ids is required'],
  ['getTasks', { query: { task_ids: '' } }, 'task_ids or external_task_ids is required'],
  ['getTasks', { query: { task_ids: Array.from({ length: 21 }, (_, index) => index).join() } }, 'task_ids and external_task_ids cannot exceed 20 in total'],
]

const legacyVideo: Answer[] = [
  ['createImage2Video', legacy({ image_tail: image, mode: 'std' }), 'model/mode/duration(kling-v2-5-turbo/std/5) is not supported with image_tail'],
  ['createImage2Video', legacy({ model_name: 'kling-v2-1-master', image_tail: image }), 'Image tail is not supported by the current model'],
  ['createImage2Video', { body: { model_name: 'kling-v2-6', image_tail: image, mode: 'pro', prompt: 'a cat' } }, 'only image_tail'],
  ['createImage2Video', legacy({ image: '' }), 'image can not be null'],
  ['createImage2Video', { body: { prompt: 'a cat' } }, 'image can not be null'],
  ['createImage2Video', legacy({ image: 'data:image/png;base64,iVBORw0KGgo=' }), 'File is not in a valid base64 format'],
  ['createImage2Video', legacy({ static_mask: image }), 'kling-v2-5-turbo is not supported with motion brush'],
]

describe.each([
  ['kling-api-2.md, section 8, and what kling-video.md has of the new standard', newStandard],
  ['kling-video.md, section 7, and kling-common.md, section 4', legacyVideo],
])('%s', (_, answers) => {
  test.each(answers)('%s %j: %s', (operationId, request, text) => {
    const { ok, issues } = checkRequest(operationId, request)
    expect(ok).toBe(false)
    expect(issues[0]!.message).toBe(text)
  })
})

test('a video from text alone without a ratio passes: the service was seen asking for one (its words were not written down), the official sample has none', () => {
  expect(checkRequest('createOmniVideoKling30Omni', contents(prompt)).issues).toEqual([])
})

/** What the same sections list beside these: not said about the form of a request, so not said here. */
const saidByOthers: Record<string, string> = {
  // The mock, before a body is looked at.
  'model is not supported': 'the router, to an unknown model under a path of the new standard',
  'Failed to resolve the request body': 'the reader of the body, to broken JSON',
  'Authentication error. The current API does not support AK/SK; ...create API key.': 'the check of credentials',
  // The simulator, which knows the account and what was made before.
  'Account balance not enough': 'billing',
  'parallel task over resource pack limit': 'the slots of the account',
  'Task not found': 'reads',
  'Task not found by id/external id: <id>': 'reads',
  'External_task_id <id> already exists': 'creates, to a repeated id',
  'Element id not found: 1': 'creates, to an element nobody made',
  'Voice id not found': 'creates, to a voice nobody made',
  // The simulator, about operations and models that have been retired.
  "The model 'kling-v1' has been discontinued and is no longer available.": 'creates with a retired model',
  'The model is discontinued': 'creates with a retired model',
  'This API is no longer available': 'retired operations',
  // Tasks that were accepted and failed.
  'Something went wrong when we tried to get the contents of the file.': 'a failed task',
  'Failure to pass the risk control system': 'a failed task',
  'Image format is invalid': 'a failed task',
  'The resolution or aspect ratio of the input image is invalid. Please ensure it meets the required specifications.': 'a failed task',
}

test('texts of other rooms are in the document all the same', async () => {
  const { errors, document, operations } = await import('@klingkit/openapi')
  const known = JSON.stringify([errors, document, operations])
  const partsOf = (text: string) => text.split(/<id>|\.\.\.create API key\.|'kling-v1'|: 1$/)
  expect(Object.keys(saidByOthers).filter((text) => !partsOf(text).every((part) => known.includes(part)))).toEqual([])
})
