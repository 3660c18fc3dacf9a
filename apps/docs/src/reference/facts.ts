import { type Folded, fold, type Resolve } from './fold.ts'
import { code } from './markup.ts'
import { mediaFacts } from './media-facts.ts'

/** Of a field: what is sent, or what comes back. */
export type Direction = 'request' | 'response'

/** More values than these are not read one by one. */
export const longList = 14

/** Type, limits, default and dates of a field, each short enough to stand in a row; the type first. */
export function factsOf(field: Folded, direction: Direction, resolve: Resolve): string[] {
  const { own } = field
  return [
    typeOf(field, resolve),
    ...limitsOf(field, direction),
    ...field.alternatives.map((each) => `as ${typeOf(each, resolve)}: ${limitsOf(each, direction).join(', ') || 'any'}`),
    ...itemFacts(field, direction, resolve),
    ...(own['default'] === undefined ? [] : [`default ${code(own['default'])}`]),
    ...(own['x-kling-models'] ? [`only for ${own['x-kling-models'].map(code).join(', ')}`] : []),
    ...(own['x-kling-since'] ? [`since ${own['x-kling-since']}`] : []),
    ...(own['x-kling-until'] ? [`until ${own['x-kling-until']}`] : []),
    ...statusFacts(field),
  ]
}

/** The values of a long list, which stand apart. */
export function longValues({ own }: Folded): string[] {
  return own['enum']?.length > longList ? own['enum'].map(String) : []
}

function limitsOf({ own, open, lenient, branches }: Folded, direction: Direction): string[] {
  const unit = own['x-kling-unit'] ? ` ${own['x-kling-unit']}` : ''
  const facts: string[] = []
  if (own['const'] !== undefined) facts.push(`always ${code(own['const'])}`)
  if (own['enum']) facts.push(values(own['enum'], open, direction) + unit)
  const numeric = between(own['minimum'], own['maximum'])
  if (numeric) facts.push(numeric + unit)
  else if (unit && !own['enum']) facts.push(`unit${unit}`)
  if (own['x-kling-range']) facts.push(`brought into ${own['x-kling-range'].join(' to ')}`)
  if (own['minLength'] === 1 && own['maxLength'] === undefined) facts.push('not empty')
  else facts.push(...counted(own['minLength'], own['maxLength'], 'character'))
  facts.push(...counted(own['minItems'], own['maxItems'], 'entr'))
  if (own['pattern']) facts.push(own['pattern'] === '\\S' ? 'not blank' : `matches ${code(own['pattern'])}`)
  if (own['x-kling-media']) facts.push(...mediaFacts(own['x-kling-media']))
  if (lenient && branches.length === 0) facts.push('the same as a string is taken too')
  return facts
}

function values(list: unknown[], open: boolean, direction: Direction): string {
  const named = list.length > longList ? `${list.length} values, listed below` : list.map(code).join(', ')
  if (!open) return `${list.length === 1 ? 'only' : 'one of'} ${named}`
  return `known ${named}; ${direction === 'request' ? 'others are taken too' : 'others may come'}`
}

function between(least: unknown, greatest: unknown): string | undefined {
  if (least !== undefined && greatest !== undefined) return least === greatest ? `exactly ${least}` : `${least} to ${greatest}`
  if (least !== undefined) return `at least ${least}`
  return greatest === undefined ? undefined : `at most ${greatest}`
}

function counted(least: number | undefined, greatest: number | undefined, what: string): string[] {
  const amount = between(least, greatest)
  const single = (greatest ?? least) === 1
  if (!amount) return []
  return [`${amount} ${what === 'entr' ? (single ? 'entry' : 'entries') : single ? what : `${what}s`}`]
}

/** The limits of each entry of a list of plain values. */
function itemFacts({ items }: Folded, direction: Direction, resolve: Resolve): string[] {
  if (!items) return []
  const entry = fold(items, resolve)
  if (entry.branches.length > 0 || Object.keys(entry.properties).length > 0) return []
  return [...limitsOf(entry, direction), ...itemFacts(entry, direction, resolve)].map((fact) => `each ${fact}`)
}

function statusFacts({ own }: Folded): string[] {
  const status = own['x-kling-status'] ?? (own['deprecated'] ? 'deprecated' : 'current')
  return status === 'current' ? [] : [status === 'experimental' ? 'experimental: not officially documented' : status]
}

function typeOf(field: Folded, resolve: Resolve): string {
  const { own, items, alternatives, branches, properties, nullable } = field
  const names: string[] = alternatives.length > 0 ? [...new Set(alternatives.map((each) => typeOf(each, resolve)))] : [own['type'] ?? guessed()].flat()
  const text = names.map((name) => (name === 'array' && items ? `array of ${plural(typeOf(fold(items, resolve), resolve))}` : name)).join(' or ')
  return nullable ? `${text} or null` : text

  function guessed(): string {
    return branches.length > 0 || Object.keys(properties).length > 0 ? 'object' : typeof (own['const'] ?? own['enum']?.[0] ?? '')
  }
}

function plural(type: string): string {
  if (type.startsWith('array')) return type.replace('array', 'arrays')
  return type
    .split(' or ')
    .map((name) => `${name}s`)
    .join(' or ')
}
