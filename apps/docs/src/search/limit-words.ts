import type { Field } from '../reference/field.ts'

/** Facts that a field may have, and what people call them. A word that every field had would tell nothing apart. */
const called: [RegExp, string][] = [
  [/character|not empty|not blank/, 'length long characters size'],
  [/entr(?:y|ies)|^array/, 'length count entries items many'],
  [/^(?:integer|number)| to |at least|exactly/, 'range between'],
  [/^(?:one of|known|only `)/, 'values allowed options choices enum'],
  [/^default/, 'default'],
  [/MB|KB|px|aspect ratio/, 'size file format pixels resolution'],
  [/ s$|unit s|length /, 'seconds length long'],
  [/^only for/, 'models model'],
]

/** Pagefind finds only what has every word: a question in plain English must not fail by its small ones. */
const asked = 'how many much what which is are the of for in on a an can may be allowed'.split(' ')

/** The words for what limits a field, beside those that stand in its limits. */
export function limitWords({ facts, required }: Field): string[] {
  const words = called.filter(([pattern]) => facts.some((fact) => pattern.test(fact))).flatMap(([, text]) => text.split(' '))
  return [...new Set(['limit', 'max', 'maximum', 'min', 'minimum', ...words, required ? 'required' : 'optional', ...asked])]
}
