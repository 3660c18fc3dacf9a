import type { CustomRecord } from 'pagefind'
import type { Field } from '../reference/field.ts'
import { plainText } from '../reference/markup.ts'
import type { ReadOperation } from '../reference/read-operation.ts'
import { limitWords } from './limit-words.ts'
import { wordsOf } from './words.ts'

/** One record per field, so that a result leads to the field itself and shows its limits. */
export function recordsOf({ id, page, operation, summary, fields }: ReadOperation): CustomRecord[] {
  const called = [
    ...new Set([...wordsOf(id), ...segmentsOf(operation?.path ?? '').flatMap(wordsOf), ...wordsOf(operation?.call ?? ''), ...wordsOf(operation?.tag ?? '')]),
  ]
  // Where a field is called `limit`, the word shall find that field alone.
  const taken = new Set(fields.map(({ path }) => namesOf(path).at(-1)))
  return fields.map((field) => {
    const names = namesOf(field.path)
    const limits = [field.required ? 'required' : '', ...field.facts, ...countsOf(field)].filter(Boolean).map(plainText)
    // Each name is a word of its own only between spaces.
    const title = [id, ...(field.place === 'body' ? [] : [field.place]), ...names].join(' › ')
    const words = new Set([...names, ...names.flatMap(wordsOf), ...called])
    return {
      // The dialog puts the base before every address.
      url: `/${page}#${field.anchor}`,
      language: 'en',
      content: contentOf(field, summary),
      // The name itself counts most, and what is sent more than what comes back.
      meta: {
        title,
        limits: limits.join(' · '),
        [weightOf(field.place === 'response' || !operation, names)]: names.at(-1)!,
        words: [...words, ...limitWords(field).filter((word) => !taken.has(word))].join(' '),
      },
    }
  })
}

/** What rules say of sums and counts is the limit of many a list. */
function countsOf({ rules }: Field): string[] {
  const counts = rules.filter(({ compare, message }) => compare && message).map(({ message }) => message!)
  return counts.length > mostCounts ? [...counts.slice(0, mostCounts), `${counts.length - mostCounts} more rules`] : counts
}

const mostCounts = 3

/** The fixed ones. */
function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => !segment.startsWith('{'))
}

/**
 * Under which of the weights of `ranking` the name of a field stands. What is sent counts more than what comes back, in an answer or a callback, and a whole name more than one that
 * Pagefind takes apart: whoever types prompt means `prompt` before `multi_prompt`.
 */
function weightOf(comesBack: boolean, names: string[]): 'name' | 'inner' | 'compound' | 'answer' {
  const isCompound = /[^a-z\d]/.test(names.at(-1)!)
  if (comesBack) return names.length === 1 && !isCompound ? 'inner' : 'answer'
  if (isCompound) return 'compound'
  return names.length === 1 ? 'name' : 'inner'
}

/** `contents[type=prompt].text` is contents, prompt, text. */
function namesOf(path: string): string[] {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => part.replace(/^\w+=/, ''))
}

function contentOf({ description, notes, rules, values }: Field, summary: string): string {
  const texts = [description, ...notes, ...rules.map(({ message }) => message ?? ''), values.join(' ')]
  return `${texts.filter(Boolean).map(plainText).join(' ')} — ${summary}.`.replace(/^ — /, '')
}
