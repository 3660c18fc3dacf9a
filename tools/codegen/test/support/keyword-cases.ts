type Schema = any

export interface KeywordCase {
  /** What the case shows, where the schema does not say it by itself. */
  shows?: string
  schema: Schema
  accepted: unknown[]
  refused: unknown[]
  components?: Record<string, Schema>
}

const cat = '🐈' // one character, two UTF-16 units
const everyType = ['text', '', 5, 0.5, true, false, null, [], [1], {}, { a: 1 }]

const typed = (type: string | string[], accepted: unknown[]): KeywordCase => ({
  schema: { type },
  accepted,
  refused: everyType.filter((value) => !accepted.includes(value)),
})

const empty: unknown[] = everyType.filter((value) => Array.isArray(value))
const objects: unknown[] = everyType.filter((value) => value !== null && typeof value === 'object' && !Array.isArray(value))

/** By keyword of the allow-list: schemas that use it, with values it lets pass and values it refuses. */
export const keywordCases: Record<string, KeywordCase[]> = {
  type: [
    typed('string', ['text', '']),
    typed('boolean', [true, false]),
    typed('null', [null]),
    typed('array', empty),
    typed('object', objects),
    { schema: { type: 'number' }, accepted: [0, -1, 0.5, 1e21], refused: ['5', '', true, null, [5]] },
    { schema: { type: 'integer' }, accepted: [0, -3, 5.0, 1e3, 2 ** 59], refused: [0.5, '5', true, null, [5]] },
    typed(['string', 'null'], ['text', '', null]),
    typed(['object', 'null'], [null, ...objects]),
    typed(['array', 'boolean'], [true, false, ...empty]),
    { schema: { type: ['integer', 'string'] }, accepted: [5, '5', ''], refused: [0.5, true, null, {}] },
    { schema: { type: ['string', 'number', 'null'] }, accepted: ['', 0.5, null], refused: [true, [], {}] },
  ],
  enum: [
    { schema: { type: 'string', enum: ['std', 'pro'] }, accepted: ['std', 'pro'], refused: ['', 'STD', 'std ', 5, null, ['std'], 'toString', '__proto__'] },
    { schema: { type: 'integer', enum: [5, 10] }, accepted: [5, 10.0], refused: [6, '5', null] },
    { schema: { enum: [true, 'true'] }, accepted: [true, 'true'], refused: [false, 'false', 1] },
    { schema: { type: ['string', 'null'], enum: ['on', null] }, accepted: ['on', null], refused: ['off', 'null', ''] },
    { shows: 'null is of the type but not in the list', schema: { type: ['string', 'null'], enum: ['on'] }, accepted: ['on'], refused: [null, 'off'] },
  ],
  const: [
    { schema: { type: 'string', const: 'prompt' }, accepted: ['prompt'], refused: ['', 'Prompt', 'prompts', null] },
    { schema: { const: 5 }, accepted: [5], refused: ['5', 6, null] },
    { schema: { const: false }, accepted: [false], refused: [true, 0, '', null] },
    { schema: { const: null }, accepted: [null], refused: [0, '', false, {}] },
  ],
  properties: [
    {
      schema: { type: 'object', properties: { a: { type: 'string' }, 'b-c': { type: 'integer' } } },
      accepted: [{}, { a: '' }, { 'b-c': 1 }, { other: 1 }],
      refused: [{ a: 1 }, { a: 'x', 'b-c': 'x' }, { a: null }],
    },
    {
      shows: 'members of members',
      schema: { type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'boolean' } } } } },
      accepted: [{}, { a: {} }, { a: { b: true } }],
      refused: [{ a: { b: 'true' } }, { a: [] }],
    },
    {
      shows: 'without a type: only objects are judged',
      schema: { properties: { a: { const: 1 } } },
      accepted: [{ a: 1 }, {}, 5, 'a', [], null],
      refused: [{ a: 2 }],
    },
  ],
  required: [
    {
      schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, required: ['a', 'b'] },
      accepted: [
        { a: '', b: '' },
        { a: 'x', b: 'y', c: 1 },
      ],
      refused: [{}, { a: 'x' }, { b: 'y' }],
    },
    {
      shows: 'a member that may be null must be there all the same',
      schema: { type: 'object', properties: { a: { type: ['string', 'null'] } }, required: ['a'] },
      accepted: [{ a: null }, { a: '' }],
      refused: [{}],
    },
    { shows: 'without a type: only objects are judged', schema: { required: ['a'] }, accepted: [{ a: null }, 5, 'a', [], null], refused: [{}, { b: 1 }] },
  ],
  items: [
    { schema: { type: 'array', items: { type: 'integer' } }, accepted: [[], [1, 2]], refused: [['1'], [1, null], [[1]]] },
    {
      schema: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } },
      accepted: [[{ id: 'a' }, { id: 'b', more: 1 }]],
      refused: [[{ id: 'a' }, {}], [{ id: 1 }]],
    },
    { shows: 'without a type: only lists are judged', schema: { items: { const: 1 } }, accepted: [[1, 1], [], 'x', {}, null], refused: [[1, 2]] },
  ],
  minItems: [
    {
      schema: { type: 'array', items: { type: 'string' }, minItems: 2 },
      accepted: [
        ['a', 'b'],
        ['a', 'b', 'c'],
      ],
      refused: [[], ['a']],
    },
    { schema: { minItems: 1 }, accepted: [[null], '', {}, 0], refused: [[]] },
  ],
  maxItems: [
    { schema: { type: 'array', items: { type: 'string' }, maxItems: 2 }, accepted: [[], ['a', 'b']], refused: [['a', 'b', 'c']] },
    { schema: { maxItems: 0 }, accepted: [[], 'text', { a: 1 }, 7], refused: [[null]] },
  ],
  minLength: [
    { schema: { type: 'string', minLength: 2 }, accepted: ['ab', ' a', `${cat}${cat}`, 'e\u0301'], refused: ['', 'a', cat] },
    { schema: { minLength: 1 }, accepted: ['a', 0, [], {}, null, false], refused: [''] },
  ],
  maxLength: [
    { schema: { type: 'string', maxLength: 2 }, accepted: ['', 'ab', `${cat}${cat}`], refused: ['abc', `${cat}${cat}${cat}`, 'ae\u0301'] },
    { schema: { maxLength: 1 }, accepted: ['', cat, 12, [1, 2], null], refused: ['ab'] },
  ],
  pattern: [
    {
      shows: 'patterns are not anchored',
      schema: { type: 'string', pattern: '\\S' },
      accepted: ['a', ' a ', '\u00e9'],
      refused: ['', '   ', '\n\t', '\u3000'],
    },
    { shows: 'a dot is a whole character', schema: { type: 'string', pattern: '^.$' }, accepted: ['a', cat], refused: ['', 'ab', '\n'] },
    { schema: { type: 'string', pattern: '^\\p{L}+$' }, accepted: ['abc', 'été', '猫'], refused: ['', '1', 'a b', cat] },
    { schema: { type: 'string', pattern: '^https?://[^/]+/' }, accepted: ['https://a/', 'http://b/c'], refused: ['https:/a/', 'ftp://a/', 'HTTPS://a/'] },
    { shows: 'a backslash before a slash', schema: { type: 'string', pattern: '^\\\\/$' }, accepted: ['\\/'], refused: ['/', '\\'] },
    { schema: { type: 'string', pattern: '^(?!data:)' }, accepted: ['', 'iVBORw0KGgo=', ' data:'], refused: ['data:', 'data:image/png;base64,AA=='] },
    { schema: { pattern: '^a' }, accepted: ['a', 5, null, ['b'], { b: 1 }], refused: ['b', ''] },
  ],
  minimum: [
    { schema: { type: 'number', minimum: 0.5 }, accepted: [0.5, 1, 1e21], refused: [0.49, 0, -1] },
    { schema: { type: 'integer', minimum: 0 }, accepted: [0, -0, 7], refused: [-1] },
    { schema: { minimum: 3 }, accepted: [3, '1', '', null, [1], true], refused: [2.9] },
  ],
  maximum: [
    { schema: { type: 'number', maximum: 1 }, accepted: [1, 0.99, -5], refused: [1.01, 2] },
    { schema: { type: 'integer', maximum: 10 }, accepted: [10, 0], refused: [11] },
    { schema: { maximum: 3 }, accepted: [3, '9', null, [9], {}], refused: [4] },
  ],
  allOf: [
    {
      shows: 'conditions on members',
      schema: { type: 'object', properties: { a: { type: 'integer' } }, allOf: [{ properties: { a: { minimum: 1 } } }, { required: ['a'] }] },
      accepted: [{ a: 1 }],
      refused: [{}, { a: 0 }],
    },
    {
      shows: 'an object joined from others, which makes an inherited member required and narrows another',
      components: {
        Base: {
          type: 'object',
          properties: { a: { type: 'string' }, b: { type: 'integer', maximum: 9 } },
          allOf: [{ properties: { b: { not: { const: 5 } } } }],
        },
      },
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          { type: 'object', properties: { b: { type: 'integer', minimum: 1 }, c: { type: 'boolean' } }, required: ['a'] },
        ],
      },
      accepted: [{ a: '' }, { a: 'x', b: 1, c: true }, { a: 'x', d: 1 }],
      refused: [{}, { a: 1 }, { a: 'x', b: 0 }, { a: 'x', b: 10 }, { a: 'x', b: 5 }, { a: 'x', c: 1 }, 5],
    },
    {
      shows: 'two parts that describe the same member',
      schema: {
        type: 'object',
        allOf: [
          { type: 'object', properties: { a: { type: 'string', minLength: 2 } } },
          { type: 'object', properties: { a: { type: 'string', maxLength: 3 } } },
        ],
      },
      accepted: [{}, { a: 'ab' }, { a: 'abc' }],
      refused: [{ a: 'a' }, { a: 'abcd' }],
    },
    {
      shows: 'a reference with something beside it',
      components: { Name: { type: 'string', minLength: 1 } },
      schema: { allOf: [{ $ref: '#/components/schemas/Name' }, { maxLength: 2 }], description: 'a short name' },
      accepted: ['a', 'ab'],
      refused: ['', 'abc', 5, null],
    },
    { shows: 'of single values', schema: { type: 'string', allOf: [{ minLength: 2 }, { pattern: '^a' }] }, accepted: ['ab'], refused: ['a', 'bb', ''] },
    {
      shows: 'an object that may be null',
      components: { Base: { type: 'object', properties: { a: { type: 'string' } } } },
      schema: {
        type: ['object', 'null'],
        allOf: [{ anyOf: [{ $ref: '#/components/schemas/Base' }, { type: 'null' }] }],
        properties: { b: { type: 'string' } },
      },
      accepted: [null, {}, { a: 'x', b: 'y' }],
      refused: [{ a: 1 }, { b: 1 }, 'x'],
    },
  ],
  // Prism joins the parts of allOf into one schema before it asks Ajv, so each keyword is tried against itself; where that goes wrong, see traps.test.ts.
  'allOf of the same keyword': [
    {
      shows: 'if',
      schema: {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'string' } },
        allOf: [
          { if: { required: ['a'] }, then: { properties: { a: { minLength: 2 } } } },
          { if: { required: ['b'] }, then: { properties: { b: { minLength: 3 } } }, else: { required: ['a'] } },
        ],
      },
      accepted: [{ a: 'xx' }, { b: 'xxx' }, { a: 'xx', b: 'xxx' }],
      refused: [{}, { a: 'x' }, { b: 'xx' }, { a: 'x', b: 'xxx' }, { a: 'xx', b: 'xx' }],
    },
    {
      shows: 'not',
      schema: { type: 'string', allOf: [{ not: { const: 'a' } }, { not: { const: 'b' } }] },
      accepted: ['c', ''],
      refused: ['a', 'b'],
    },
    {
      shows: 'contains',
      schema: {
        type: 'object',
        properties: { list: { type: 'array', items: { type: 'object', properties: { type: { type: 'string' } } } } },
        allOf: [
          { properties: { list: { contains: { type: 'object', required: ['type'], properties: { type: { const: 'image' } } } } } },
          { properties: { list: { contains: { type: 'object', required: ['type'], properties: { type: { const: 'video' } } } } } },
        ],
      },
      accepted: [{}, { list: [{ type: 'image' }, { type: 'video' }] }],
      refused: [{ list: [{ type: 'image' }] }, { list: [{ type: 'video' }] }, { list: [] }],
    },
    {
      shows: 'oneOf',
      schema: {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' }, d: { type: 'string' } },
        allOf: [{ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { oneOf: [{ required: ['c'] }, { required: ['d'] }] }],
      },
      accepted: [
        { a: '', c: '' },
        { b: '', d: '' },
      ],
      refused: [{ a: '' }, { c: '' }, { a: '', b: '', c: '' }, { a: '', c: '', d: '' }],
    },
    {
      shows: 'anyOf',
      schema: { type: 'integer', allOf: [{ anyOf: [{ minimum: 10 }, { maximum: 1 }] }, { anyOf: [{ minimum: 20 }, { maximum: 5 }] }] },
      accepted: [1, 20],
      refused: [3, 10, 19],
    },
    {
      shows: 'enum and the limits',
      schema: {
        type: 'object',
        properties: {
          text: { type: 'string', minLength: 1, maxLength: 4 },
          mode: { type: 'string', enum: ['std', 'pro', '4k'] },
          n: { type: 'integer', minimum: 1 },
        },
        allOf: [{ properties: { text: { minLength: 2, maxLength: 3 }, mode: { enum: ['pro', '4k', 'other'] }, n: { minimum: 2 } } }],
      },
      accepted: [{ text: 'abc' }, { text: 'ab', mode: 'pro', n: 2 }],
      refused: [{ text: 'a' }, { text: 'abcd' }, { mode: 'std' }, { mode: 'other' }, { n: 1 }],
    },
    {
      shows: 'items',
      schema: { type: 'array', items: { type: 'integer', minimum: 1 }, allOf: [{ items: { maximum: 9 } }, { items: { not: { const: 5 } } }] },
      accepted: [[], [1, 9]],
      refused: [[0], [10], [5], [1, 5]],
    },
  ],
  anyOf: [
    {
      shows: 'a number or its digits',
      schema: {
        anyOf: [
          { type: 'integer', minimum: 1, maximum: 9 },
          { type: 'string', pattern: '^[1-9]$' },
        ],
      },
      accepted: [1, 9, '1', '9'],
      refused: [0, 10, 1.5, '0', '10', '', null, [1]],
    },
    { schema: { anyOf: [{ type: 'string', enum: ['kling-v3'] }, { type: 'string' }] }, accepted: ['kling-v3', 'kling-v9', ''], refused: [5, null] },
    { schema: { anyOf: [{ type: 'string', minLength: 1 }, { type: 'null' }] }, accepted: ['a', null], refused: ['', 5] },
    { shows: 'both may fit', schema: { anyOf: [{ type: 'integer' }, { type: 'number', minimum: 3 }] }, accepted: [1, 3, 3.5], refused: [1.5, '3'] },
    {
      shows: 'at least one of two members',
      schema: {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'string' } },
        anyOf: [{ required: ['a'] }, { required: ['b'], properties: { b: { minLength: 1 } } }],
      },
      accepted: [{ a: '' }, { b: 'x' }, { a: 'x', b: '' }],
      refused: [{}, { b: '' }],
    },
    { shows: 'beside a type', schema: { type: 'string', anyOf: [{ pattern: '^a' }, { minLength: 3 }] }, accepted: ['a', 'bcd'], refused: ['b', ''] },
    {
      shows: 'objects of different shapes',
      schema: {
        anyOf: [
          { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
          { type: 'object', properties: { b: { type: 'integer' } }, required: ['b'] },
        ],
      },
      accepted: [{ a: 'x' }, { b: 1 }, { a: 1, b: 1 }],
      refused: [{}, { a: 1 }, { b: 'x' }, null],
    },
  ],
  oneOf: [
    {
      shows: 'exactly one of two members, where an empty string counts as absent',
      schema: {
        type: 'object',
        properties: { id: { type: 'string' }, url: { type: 'string' } },
        oneOf: [
          { required: ['id'], properties: { id: { minLength: 1 } } },
          { required: ['url'], properties: { url: { minLength: 1 } } },
        ],
      },
      accepted: [{ id: 'a' }, { url: 'b' }, { id: '', url: 'b' }],
      refused: [{}, { id: '', url: '' }, { id: 'a', url: 'b' }],
    },
    {
      shows: 'what fits two branches fits none',
      schema: {
        oneOf: [
          { type: 'integer', minimum: 1 },
          { type: 'number', maximum: 5 },
        ],
      },
      accepted: [0, 2.5, 6],
      refused: [1, 5, 5.5, 'x'],
    },
  ],
  not: [
    { shows: 'no member of a list', schema: { type: 'array', not: { contains: { const: 'x' } } }, accepted: [[], ['y']], refused: [['x'], ['y', 'x']] },
    { schema: { type: 'string', not: { enum: ['auto', ''] } }, accepted: ['16:9'], refused: ['auto', ''] },
    {
      schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, not: { required: ['a', 'b'] } },
      accepted: [{}, { a: 'x' }, { b: 'x' }],
      refused: [{ a: 'x', b: 'x' }],
    },
    { shows: 'nothing fits `not: {}`', schema: { not: {} }, accepted: [], refused: everyType },
    { shows: 'not null', schema: { type: ['string', 'null'], not: { type: 'null' } }, accepted: ['x', ''], refused: [null] },
  ],
  if: [
    {
      shows: 'a member that asks for another one',
      schema: {
        type: 'object',
        properties: { mode: { type: 'string' }, image: { type: 'string' } },
        if: { required: ['mode'], properties: { mode: { const: 'pro' } } },
        then: { required: ['image'], properties: { image: { minLength: 1 } } },
      },
      accepted: [{}, { mode: 'std' }, { mode: 'pro', image: 'x' }, { image: '' }],
      refused: [{ mode: 'pro' }, { mode: 'pro', image: '' }],
    },
    {
      shows: 'properties say nothing of a missing member',
      schema: { type: 'object', properties: { mode: { type: 'string' } }, if: { properties: { mode: { const: 'std' } } }, then: { required: ['more'] } },
      accepted: [{ mode: 'pro' }, { more: 1 }, { mode: 'std', more: 1 }],
      refused: [{}, { mode: 'std' }],
    },
  ],
  then: [
    { schema: { type: 'integer', if: { minimum: 10 }, then: { maximum: 20 } }, accepted: [1, 10, 20], refused: [21] },
    {
      shows: 'this is refused',
      schema: { type: 'object', properties: { a: { type: 'string' } }, if: { required: ['a'] }, then: { not: {} } },
      accepted: [{}, { b: 1 }],
      refused: [{ a: '' }],
    },
  ],
  else: [
    { schema: { type: 'integer', if: { minimum: 10 }, else: { maximum: 5 } }, accepted: [10, 99, 5], refused: [6, 9] },
    {
      shows: 'with then',
      schema: { type: 'string', if: { pattern: '^http' }, then: { minLength: 8 }, else: { maxLength: 3 } },
      accepted: ['http://a', 'abc', ''],
      refused: ['http', 'abcd'],
    },
  ],
  contains: [
    { schema: { type: 'array', items: { type: 'integer' }, contains: { minimum: 5 } }, accepted: [[5], [1, 9]], refused: [[], [1, 2]] },
    {
      schema: { type: 'array', contains: { type: 'object', required: ['type'], properties: { type: { const: 'prompt' } } } },
      accepted: [[{ type: 'prompt' }], ['x', { type: 'prompt' }]],
      refused: [[], [{ type: 'image' }], [{}], ['prompt']],
    },
    { shows: 'without a type: only lists are judged', schema: { contains: { const: 1 } }, accepted: [[1, 2], 'x', {}, null], refused: [[], [2]] },
    { shows: 'turned round by not', schema: { type: 'array', contains: { not: { const: 'x' } } }, accepted: [['y'], ['x', 'y']], refused: [[], ['x']] },
  ],
  default: [{ schema: { type: 'string', default: 'std' }, accepted: ['std', 'pro'], refused: [5] }],
  title: [{ schema: { type: 'string', title: 'Mode' }, accepted: ['std'], refused: [5] }],
  description: [{ schema: { type: 'string', description: 'Closes */ a comment.' }, accepted: ['std'], refused: [5] }],
  deprecated: [{ schema: { type: 'string', deprecated: true }, accepted: ['std'], refused: [5] }],
  discriminator: [
    {
      components: {
        Prompt: { type: 'object', properties: { type: { type: 'string', const: 'prompt' }, text: { type: 'string' } }, required: ['type', 'text'] },
        Frame: { type: 'object', properties: { type: { type: 'string', const: 'frame' }, url: { type: 'string' } }, required: ['type', 'url'] },
      },
      schema: { oneOf: [{ $ref: '#/components/schemas/Prompt' }, { $ref: '#/components/schemas/Frame' }], discriminator: { propertyName: 'type' } },
      accepted: [
        { type: 'prompt', text: '' },
        { type: 'frame', url: '', text: 7 },
      ],
      refused: [
        {},
        { text: '' },
        { type: 'frame', text: '' },
        { type: 'prompt' },
        { type: 'other', url: '' },
        { type: null },
        { type: '__proto__' },
        'prompt',
        null,
        [],
      ],
    },
  ],
}
