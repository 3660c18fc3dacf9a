import { annotationKeywords, assertionKeywords } from '../../../../spec/lint/schema-keywords.ts'

type Schema = any

/** The keywords of a schema that judge a value; all others only tell. */
export function judgingKeywords(schema: Schema): string[] {
  return Object.keys(schema).filter((key) => !(annotationKeywords as readonly string[]).includes(key) && !key.startsWith('x-'))
}

/** A keyword that would be passed over in silence is an error instead: a rule that nobody enforces looks exactly like one that is kept. */
export function refuseUnknownKeywords(schema: Schema): void {
  const unknown = judgingKeywords(schema).filter((key) => !(assertionKeywords as readonly string[]).includes(key))
  if (unknown.length > 0)
    throw new Error(`the validators cannot enforce ${unknown.map((key) => `'${key}'`).join(', ')}; spec/README.md lists the keywords that may be used`)
}
