/**
 * The rules that JSON Schema cannot say (`x-kling-rules` in spec/README.md), as data, and what decides them.
 * The file has no imports: the generator of the validators carries it along as it is.
 */

export type Term =
  | number
  | { value: string; default?: number }
  | { sum: string }
  | { count: string }
  | { nonzero: string[] }
  | { add: Term[] }
  | { subtract: [Term, Term] }
  | { multiply: Term[] }

export type Comparison = [Term, '==' | '<=' | '<' | '>=' | '>', Term]

export type Assertion =
  | { decimals: number }
  | { compare: Comparison }
  | { distinct: string }
  | { separate: string }
  | { shots: { text: string; seconds: string; default?: number } }

/** Whether a value keeps a rule. A rule about something that is not there is kept. */
export function keeps(assertion: Assertion, subject: unknown): boolean {
  if ('decimals' in assertion) return keepsDecimals(assertion.decimals, subject)
  if ('compare' in assertion) return keepsCompare(assertion.compare, subject)
  if ('distinct' in assertion) return keepsDistinct(assertion.distinct, subject)
  if ('separate' in assertion) return keepsSeparate(assertion.separate, subject)
  return keepsShots(assertion.shots, subject)
}

// One function per assertion, so that a validator carries only those it needs.

export function keepsDecimals(places: number, subject: unknown): boolean {
  if (typeof subject !== 'number' && !isNumeric(subject)) return true
  const factor = 10 ** places
  const scaled = Number(subject) * factor
  return Math.abs(scaled - Math.round(scaled)) < 1e-9
}

export function keepsCompare([left, operator, right]: Comparison, subject: unknown): boolean {
  const a = evaluate(left, subject)
  const b = evaluate(right, subject)
  if (a === undefined || b === undefined) return true
  // Sums of decimals such as 0.1 + 0.2 must not miss an equality by their last bit.
  const difference = a - b
  const equal = Math.abs(difference) < 1e-9
  if (operator === '==') return equal
  if (operator === '<=') return equal || difference < 0
  if (operator === '>=') return equal || difference > 0
  return !equal && (operator === '<' ? difference < 0 : difference > 0)
}

function evaluate(term: Term, subject: unknown): number | undefined {
  if (typeof term === 'number') return term
  if ('value' in term) return numberAt(subject, term.value, term.default)
  if ('sum' in term) return total(valuesAt(subject, term.sum).map(numberOf))
  if ('count' in term) return valuesAt(subject, term.count).length
  if ('nonzero' in term) return term.nonzero.filter((path) => (numberAt(subject, path) ?? 0) !== 0).length
  if ('add' in term) return total(term.add.map((part) => evaluate(part, subject)))
  if ('subtract' in term) {
    const [a, b] = term.subtract.map((part) => evaluate(part, subject))
    return a === undefined || b === undefined ? undefined : a - b
  }
  return joined(
    term.multiply.map((part) => evaluate(part, subject)),
    (a, b) => a * b,
  )
}

function total(numbers: (number | undefined)[]): number | undefined {
  return joined(numbers, (a, b) => a + b)
}

/** Undefined where a number is missing, or where there is none at all. */
function joined(numbers: (number | undefined)[], join: (a: number, b: number) => number): number | undefined {
  if (numbers.length === 0) return undefined
  return numbers.reduce((a, b) => (a === undefined || b === undefined ? undefined : join(a, b)))
}

/** The default stands in for a missing value, not for one that is no number. */
function numberAt(subject: unknown, path: string, fallback?: number): number | undefined {
  const values = valuesAt(subject, path)
  return values.length === 0 ? fallback : numberOf(values[0])
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return isNumeric(value) ? Number(value) : undefined
}

function isNumeric(value: unknown): value is string {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
}

export function keepsDistinct(path: string, subject: unknown): boolean {
  const values = valuesAt(subject, path)
  return new Set(values).size === values.length
}

export function keepsSeparate(path: string, subject: unknown): boolean {
  const texts = [...new Set(valuesAt(subject, path))].filter((value) => typeof value === 'string')
  return texts.every((text) => texts.every((other) => text === other || !other.includes(text)))
}

const shot = /^\s*(?:shot|分镜|镜头)\s*(\d+)\s*[,，]\s*(\d+)\s*[,，]([\s\S]*)$/i

export function keepsShots({ text, seconds, default: fallback }: { text: string; seconds: string; default?: number }, subject: unknown): boolean {
  const prompt = valuesAt(subject, text)[0]
  const duration = numberAt(subject, seconds, fallback)
  if (typeof prompt !== 'string' || duration === undefined) return true
  const shots = prompt
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => shot.exec(part))
  if (shots.length === 0 || shots.some((match) => match === null)) return true
  const lengths = shots.map((match) => Number(match![2]))
  return (
    shots.length <= 6 &&
    lengths.every((length) => length >= 1) &&
    shots.every((match) => [...match![3]!.trim()].length <= 512) &&
    lengths.reduce((sum, length) => sum + length, 0) === duration
  )
}

/** The values a path leads to: `a.b`, `list[].member`, `list[type=first_frame|last_frame].url`. Missing values are left out, and empty strings, which count as missing. */
export function valuesAt(subject: unknown, path: string): unknown[] {
  let values: unknown[] = [subject]
  for (const segment of path.split('.')) {
    const match = /^([^[]+)(?:\[(?:([^=\]]+)=([^\]]+))?\])?$/.exec(segment)
    if (!match) throw new Error(`'${path}' is no path`)
    const [, name, key, wanted] = match
    values = values.map((value) => member(value, name!)).filter((value) => value !== undefined && value !== null && value !== '')
    if (segment.endsWith(']')) values = values.flatMap((value) => (Array.isArray(value) ? value : []))
    if (key) values = values.filter((value) => isOneOf(member(value, key), wanted!.split('|')))
  }
  return values
}

function isOneOf(value: unknown, wanted: string[]): boolean {
  return typeof value !== 'object' && wanted.includes(String(value))
}

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}
