type Schema = any

/** Keywords that describe and judge nothing. */
const annotations = new Set(['title', 'description', 'deprecated', 'default', 'example', 'examples', 'discriminator'])

/** The keywords of a schema that judge a value. */
export function judgingKeywords(schema: Schema): string[] {
  return Object.keys(schema).filter((key) => !annotations.has(key) && !key.startsWith('x-'))
}

const compiled = new Set(
  'type enum const properties required items minItems maxItems minLength maxLength pattern minimum maximum allOf anyOf oneOf not if then else contains'.split(' '),
)

/** A keyword that would be passed over in silence is an error instead: a rule that nobody enforces looks exactly like one that is kept. */
export function refuseUnknownKeywords(schema: Schema): void {
  const unknown = judgingKeywords(schema).filter((key) => !compiled.has(key))
  if (unknown.length > 0) throw new Error(`the validators cannot enforce ${unknown.map((key) => `'${key}'`).join(', ')}; spec/README.md lists the keywords that may be used`)
}
