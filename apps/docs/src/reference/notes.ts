import type { Folded } from './fold.ts'
import { code } from './markup.ts'
import type { Schema } from './schema.ts'

/** What the extensions of a field say in whole sentences. */
export function notesOf({ own, lenient, branches }: Folded, linkTo: (operation: string) => string): string[] {
  const notes: string[] = []
  if (own['x-kling-reference']) notes.push(referenceNote(own['x-kling-reference'], linkTo))
  if (own['x-kling-spoken']) notes.push('This text is spoken: the length of the result follows from it.')
  if (own['x-kling-range']) notes.push(`The service brings a value outside ${own['x-kling-range'].join(' to ')} into that range instead of refusing it.`)
  if (lenient && branches.length > 0) notes.push('Kinds that are not known here may come too.')
  for (const [keyword, message] of Object.entries(own['x-kling-messages'] ?? {})) notes.push(...messageNotes(keyword, message, own['enum'] ?? []))
  return notes
}

const articles: Record<string, string> = { audio: 'a sound', speech_voice: 'a voice for speech', element: 'an element' }

function referenceNote(reference: Schema, linkTo: (operation: string) => string): string {
  const { kind, from, max_age_days, min_seconds, max_seconds, catalogue, language } = reference
  const parts = [`The id of ${articles[kind] ?? `a ${kind}`}`]
  if (from) parts.push(`made by ${linkTo(from)}`)
  if (catalogue) parts.push(`of the list ${code(catalogue)}`)
  if (max_age_days !== undefined) parts.push(`at most ${max_age_days} ${max_age_days === 1 ? 'day' : 'days'} old`)
  if (min_seconds !== undefined) parts.push(`at least ${min_seconds} s long`)
  if (max_seconds !== undefined) parts.push(`at most ${max_seconds} s long`)
  if (language) parts.push(`that speaks the language of ${code(language)}`)
  return `${parts.join(', ')}.`
}

const broken: Record<string, string> = {
  required: 'When it is missing',
  type: 'When the type is wrong',
  enum: 'For another value',
  const: 'For another value',
  minLength: 'When it is too short',
  maxLength: 'When it is too long',
  pattern: 'When it does not match',
  minimum: 'When it is too small',
  maximum: 'When it is too large',
  minItems: 'When there are too few entries',
  maxItems: 'When there are too many entries',
}

/** The text of the service for a broken limit; of an `enum` there may be one per value, shared with fields that take other values. */
function messageNotes(keyword: string, message: unknown, taken: unknown[]): string[] {
  if (typeof message === 'string') return [`${broken[keyword] ?? keyword} the service answers ${code(message)}.`]
  const refused = Object.entries(message as Record<string, string>).filter(([value]) => !taken.includes(value))
  return refused.map(([value, text]) => `For ${value === '*' ? 'another value' : code(value)} the service answers ${code(text)}.`)
}
