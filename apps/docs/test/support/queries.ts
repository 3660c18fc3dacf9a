import type { Field } from '../../src/reference/field.ts'
import type { ReadOperation } from '../../src/reference/read-operation.ts'

/** A query, and the address it must find. */
export interface Query {
  text: string
  /** `reference/operations/createimage2video/#prompt`. */
  wanted: string
}

/** For every field of a request what a person types who knows the operation by its id, and one who knows its URL. */
export function queriesOf({ id, page, operation, fields }: ReadOperation): Query[] {
  const own = fields.filter(({ place }) => place !== 'response')
  return own.flatMap((field) => {
    const wanted = `${page}#${field.anchor}`
    const name = nameOf(field, own)
    const byId = { text: `${id} ${name}`, wanted }
    return operation ? [byId, { text: `${urlWords(operation.path, id)} ${name}`, wanted }] : [byId]
  })
}

/** The name, with those before it where others of the operation have it too. */
function nameOf({ path }: Field, all: Field[]): string {
  const names = namesOf(path)
  const isOwn = all.filter((other) => namesOf(other.path).at(-1) === names.at(-1)).length === 1
  return isOwn ? names.at(-1)! : names.join(' ')
}

/** `contents[type=prompt].text` is contents, prompt, text. */
function namesOf(path: string): string[] {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => part.replace(/^\w+=/, ''))
}

/** The last two segments; where several operations share the path, with the verb. */
function urlWords(path: string, id: string): string {
  const segments = path.split('/').filter((segment) => segment && !segment.startsWith('{'))
  const [verb] = /^[a-z]+/.exec(id) ?? ['']
  return [verb, ...segments.slice(-2)].join(' ')
}
