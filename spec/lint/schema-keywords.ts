/** Keywords that decide whether a value is valid. Each one is proven by a test to mean the same to stock Prism, Ajv and our validators. */
export const assertionKeywords = [
  'type',
  'enum',
  'const',
  'properties',
  'required',
  'items',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'contains',
] as const

/** Keywords that only tell. */
export const annotationKeywords = ['default', 'title', 'description', 'deprecated', 'discriminator'] as const

/** The allow-list. A keyword joins it together with a test that shows the three validators agree on it. */
export const schemaKeywords: readonly string[] = [...assertionKeywords, ...annotationKeywords]

const openObjects = 'objects stay open, the service ignores unknown members; remove it'
const namesAreConditions = 'say it with `if: { required: [...] }` and `then`, named by x-kling-rule'
const countsAreRules = 'say it with an entry of x-kling-rules that compares a `count`'

/** What to write instead of the keywords people reach for. */
export const insteadOf: Readonly<Record<string, string>> = {
  additionalProperties: openObjects,
  unevaluatedProperties: openObjects,
  patternProperties: openObjects,
  propertyNames: openObjects,
  unevaluatedItems: 'arrays take any further item; remove it',
  prefixItems: 'describe all items with `items`',
  nullable: "write `type: [string, 'null']`",
  multipleOf: 'say it with an entry of x-kling-rules, `decimals: 1`; binary fractions make validators refuse legal decimals',
  format: 'say it in the description, or with `pattern`',
  exclusiveMinimum: 'use `minimum`',
  exclusiveMaximum: 'use `maximum`',
  uniqueItems: 'say it with an entry of x-kling-rules, `distinct: <path>`',
  minContains: countsAreRules,
  maxContains: countsAreRules,
  dependentRequired: namesAreConditions,
  dependentSchemas: namesAreConditions,
  example: 'write it in examples/requests.yaml or examples/responses.yaml',
  examples: 'write it in examples/requests.yaml or examples/responses.yaml',
}
