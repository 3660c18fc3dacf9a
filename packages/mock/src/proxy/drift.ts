import { errorCodes } from '@klingkit/openapi/runtime'
import type { Diagnostic } from './prism-validators.js'

/** How an answer differs from the document: what is new may be no fault, but the document should know it. */
export interface Drift {
  kind:
    | 'unknown-field'
    | 'missing-field'
    | 'changed-type'
    | 'new-status-word'
    | 'new-word'
    | 'new-error-code'
    | 'new-http-status'
    | 'other-content-type'
    | 'not-json'
    | 'not-judged'
  /** Where, for example `data.task_status`. */
  at: string
  message: string
}

type Schema = Record<string, any>

const knownCodes = new Set(errorCodes.map(({ code }) => code))

/** Members, words and codes of an answer that the document does not know. */
export function unknownParts(document: Record<string, any>, schema: Schema | undefined, body: unknown): Drift[] {
  return [...codesOf(body), ...(schema ? partsOf(document, [schema], body, '') : [])]
}

/** What Prism has against an answer. */
export function driftOf({ at, message }: Diagnostic): Drift {
  const place = at.replace(/^body\.?/, '').replace(/\.?\b(\d+)(?=\.|$)/g, '[$1]')
  if (/status code/.test(message)) return { kind: 'new-http-status', at: place, message }
  if (/media type/.test(message)) return { kind: 'other-content-type', at: place, message }
  return { kind: /must have required property/.test(message) ? 'missing-field' : 'changed-type', at: place, message }
}

function codesOf(body: any): Drift[] {
  const codes = [body?.code, body?.data?.data?.code].filter((code) => typeof code === 'number')
  return codes
    .filter((code) => !knownCodes.has(code))
    .map((code) => ({ kind: 'new-error-code', at: 'code', message: `code ${code} is not in the table of error codes` }))
}

function partsOf(document: Record<string, any>, schemas: Schema[], value: unknown, at: string): Drift[] {
  const forms = schemas.flatMap((schema) => formsOf(document, schema))
  if (Array.isArray(value)) {
    const items = forms.flatMap(({ items: item }) => (item ? [item] : []))
    return items.length === 0 ? [] : value.flatMap((item, index) => partsOf(document, items, item, `${at}[${index}]`))
  }
  if (typeof value === 'string') return wordOf(forms, value, at)
  if (value === null || typeof value !== 'object') return []
  const fitting = forms.filter(({ properties }) => properties && fits(document, properties, value as Record<string, unknown>))
  // Of what has no described members nothing can be new.
  if (fitting.length === 0) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const inside = at === '' ? name : `${at}.${name}`
    const known = fitting.flatMap(({ properties }) => (Object.hasOwn(properties, name) ? [properties[name]] : []))
    if (known.length === 0) return [{ kind: 'unknown-field' as const, at: inside, message: `the document does not know '${name}'` }]
    return partsOf(document, known, member, inside)
  })
}

/** A word that stands beside the known ones of an open set. */
function wordOf(forms: Schema[], value: string, at: string): Drift[] {
  const words = forms.flatMap((form) => form.enum ?? ('const' in form ? [form.const] : []))
  if (words.length === 0 || words.includes(value)) return []
  const kind = /(^|\.|_)status$/.test(at) ? 'new-status-word' : 'new-word'
  return [{ kind, at, message: `'${value.slice(0, 60)}' is none of ${words.join(', ')}` }]
}

/** Every form a value may take, one by one. */
function formsOf(document: Record<string, any>, schema: Schema): Schema[] {
  const own = resolved(document, schema)
  const inner = [...(own.allOf ?? []), ...(own.anyOf ?? []), ...(own.oneOf ?? [])]
  return [own, ...inner.flatMap((part: Schema) => formsOf(document, part))]
}

/** Of forms that are told apart by a fixed word, the one with the right word. */
function fits(document: Record<string, any>, properties: Record<string, Schema>, value: Record<string, unknown>): boolean {
  return Object.entries(properties).every(([name, member]) => {
    const own = resolved(document, member)
    return !('const' in own) || own.const === value[name]
  })
}

function resolved(document: Record<string, any>, schema: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema
  const found = schema.$ref
    .slice(2)
    .split('/')
    .reduce<any>((value, step) => value[step], document)
  return resolved(document, found)
}
