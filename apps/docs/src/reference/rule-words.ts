import { conditionWords } from './condition-words.ts'
import { code } from './markup.ts'
import type { Rule, Schema } from './schema.ts'

/** What a rule asks for, in words made from what it says to validators. */
export function ruleWords(rule: Rule): string {
  const when = rule.when ? conditionWords(rule.when) : ''
  const asked = rule.condition ? conditionRule(rule.condition) : assertion(rule)
  return sentence(when ? `when ${when}: ${asked}` : asked)
}

function conditionRule(schema: Schema): string {
  const { if: condition, then, not, oneOf, anyOf } = schema
  if (condition && then?.not && Object.keys(then.not).length === 0) return `refused when ${conditionWords(condition)}`
  if (not?.anyOf && !not.required) return not.anyOf.map((branch: Schema) => `not together: ${conditionWords(branch)}`).join('; ')
  if (not) return `refused when ${conditionWords(not)}`
  const choice: Schema[] | undefined = oneOf ?? anyOf
  const names = choice?.map(({ required }) => required?.[0])
  if (choice && names && choice.every(({ required }) => required?.length === 1)) {
    return `${oneOf ? 'exactly' : 'at least'} one of ${names.map((name) => `\`${name}\``).join(', ')} is given`
  }
  return conditionWords(schema)
}

const operators: Record<string, string> = { '==': 'is exactly', '<=': 'is at most', '<': 'is less than', '>=': 'is at least', '>': 'is more than' }

function assertion({ decimals, compare, distinct, separate, shots }: Rule): string {
  if (decimals !== undefined) return `at most ${decimals} decimal ${decimals === 1 ? 'place' : 'places'}`
  if (Array.isArray(compare)) return `${termWords(compare[0])} ${operators[compare[1]]} ${termWords(compare[2])}`
  if (distinct) return `no two values of \`${distinct}\` are equal`
  if (separate) return `no value of \`${separate}\` occurs inside another one`
  const { text, seconds } = (shots ?? {}) as Schema
  return `asked where \`${text}\` is written as shots, \`shot n, m, words; …\`; their seconds are compared with \`${seconds}\``
}

function termWords(term: any): string {
  if (typeof term !== 'object') return String(term)
  const { value, sum, count, add, subtract, multiply, nonzero, default: fallback } = term
  if (value !== undefined) return `\`${value}\`${fallback === undefined ? '' : ` (${code(fallback)} where it is missing)`}`
  if (sum) return `the sum of \`${sum}\``
  if (count) return `the number of \`${count}\``
  if (add) return add.map(termWords).join(' + ')
  if (subtract) return subtract.map(termWords).join(' − ')
  if (multiply) return multiply.map((each: any) => (each?.add || each?.subtract ? `(${termWords(each)})` : termWords(each))).join(' × ')
  return `the number of ${nonzero.map((path: string) => `\`${path}\``).join(', ')} other than 0`
}

function sentence(text: string): string {
  const closed = /[.:]$/.test(text) ? text : `${text}.`
  return closed.charAt(0).toUpperCase() + closed.slice(1)
}
