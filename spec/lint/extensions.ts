/**
 * Every extension of the document: where it stands and what it holds. spec/README.md says what each one means.
 * Written in Redocly's type language, so that its rule `struct` checks the values; `kling/known-extensions` refuses any other key.
 */

const text = { type: 'string' }
const list = { type: 'array', items: { type: 'string' } }
const number = { type: 'number' }
const yes = { enum: [true] }

export const statuses = ['current', 'deprecated', 'retired', 'experimental']
export const kinds = ['async task', 'query one', 'query list', 'synchronous', 'list', 'acknowledgement', 'query many by id', 'cursor list', 'query']

/** Node type of the document -> extension -> what it holds: a value, or the name of one of the types below. */
export const extensions: Record<string, Record<string, unknown>> = {
  Root: {
    'x-kling-gateway': 'KlingGateway',
  },
  Operation: {
    'x-kling-call': text,
    'x-kling-standard': { enum: ['legacy', 'new', 'account'] },
    'x-kling-kind': { enum: kinds },
    'x-kling-status': { enum: statuses },
    'x-kling-since': text,
    'x-kling-first-seen': text,
    'x-kling-until': text,
    'x-kling-task': 'KlingTask',
    'x-kling-makes': 'KlingMakes',
    'x-kling-selection': 'KlingSelection',
    'x-kling-retired': 'KlingRetired',
    'x-kling-query-rules': 'KlingQueryRules',
    'x-kling-evidence': { enum: ['documented', 'inferred'] },
    'x-kling-evidence-note': text,
  },
  Schema: {
    'x-kling-rule': 'KlingRule',
    'x-kling-rules': 'KlingAssertions',
    'x-kling-messages': 'KlingMessages',
    'x-kling-lenient': yes,
    'x-kling-media': 'KlingMedia',
    'x-kling-reference': 'KlingReference',
    'x-kling-models': list,
    'x-kling-unit': { enum: ['s', 'ms', 'px'] },
    'x-kling-range': { type: 'array', items: number },
    'x-kling-since': text,
    'x-kling-until': text,
    'x-kling-status': { enum: statuses },
    'x-kling-values': text,
    'x-kling-spoken': yes,
  },
  Example: {
    'x-kling-origin': { enum: ['documented', 'captured', 'gateway', 'assembled'] },
  },
}

/** What the extensions with members hold. */
export const extensionTypes: Record<string, Record<string, unknown>> = {
  KlingGateway: { properties: { id: text, habits: null }, required: ['id'] },
  KlingTask: {
    properties: { get: text, list: text, results: list, product: { enum: ['video', 'image', 'try_on'] }, id: text, done: text, adds_seconds: number },
    required: ['results'],
  },
  KlingMakes: { properties: {}, items: 'KlingMade' },
  KlingMade: { properties: { kind: { enum: ['audio', 'element', 'session', 'face'] }, at: text, list: text }, required: ['kind', 'at'] },
  KlingSelection: {
    properties: {
      change: { enum: ['add', 'remove', 'clear'] },
      items: text,
      group: text,
      max_groups: { type: 'integer' },
      max_items: { type: 'integer' },
      shown: text,
    },
    required: ['change'],
  },
  KlingRetired: { properties: { code: { type: 'integer' }, message: text }, required: ['code', 'message'] },
  KlingQueryRules: { properties: { allOf: 'KlingConditions', 'x-kling-rules': 'KlingAssertions' } },
  KlingConditions: { properties: {}, items: 'Schema' },
  KlingRule: { properties: { name: text, message: text, at: text }, required: ['name', 'message'] },
  KlingAssertions: { properties: {}, items: 'KlingAssertion' },
  KlingAssertion: {
    properties: {
      name: text,
      message: text,
      at: text,
      when: 'Schema',
      decimals: { type: 'integer' },
      compare: { type: 'array' },
      distinct: text,
      separate: text,
      shots: 'KlingShots',
    },
    required: ['name', 'message'],
    requiredOneOf: ['decimals', 'compare', 'distinct', 'separate', 'shots'],
  },
  KlingShots: { properties: { text, seconds: text, default: number }, required: ['text', 'seconds'] },
  KlingMessages: {
    properties: {
      required: text,
      type: text,
      enum: null, // a text, or one per value
      const: text,
      minLength: text,
      maxLength: text,
      pattern: text,
      minimum: text,
      maximum: text,
      minItems: text,
      maxItems: text,
    },
  },
  KlingMedia: {
    properties: {
      kind: { enum: ['image', 'video', 'audio'] },
      forms: { type: 'array', items: { enum: ['url', 'base64'] } },
      formats: list,
      max_bytes: number,
      min_side_px: number,
      max_side_px: number,
      max_area_px: number,
      min_ratio: number,
      max_ratio: number,
      min_seconds: number,
      max_seconds: number,
      min_fps: number,
      max_fps: number,
      resolutions: list,
    },
    required: ['kind'],
  },
  KlingReference: {
    properties: {
      kind: { enum: ['video', 'audio', 'voice', 'speech_voice', 'element', 'session', 'face', 'task'] },
      max_age_days: number,
      min_seconds: number,
      max_seconds: number,
      from: text,
      catalogue: text,
      language: text,
    },
    required: ['kind'],
  },
}
