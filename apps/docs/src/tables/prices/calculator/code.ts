import type { Estimate } from '@klingkit/client/pricing'
import { amountText } from '../amount-text.ts'
import type { State } from './state.ts'

/** The program that computes the same. */
export function clientCode({ operation, calls, inputSeconds, day }: State, body: object, result: Estimate): string {
  const options = { ...(inputSeconds !== undefined && { inputSeconds }), ...(day && { at: new Code(`new Date('${day}')`) }) }
  const given = [`'${operation}'`, literal(body), ...(Object.keys(options).length > 0 ? [literal(options)] : [])].join(', ')
  const times = calls > 1 && typeof result.units === 'number' && typeof result.usd === 'number'
  const shown = times ? `units * ${calls}, usd * ${calls}, basis.assumptions` : 'units, usd, basis.assumptions'
  return `import { estimate } from '@klingkit/client/pricing'

const { units, usd, basis } = estimate(${given})
// ${result.units === 'unknown' ? 'not known, see basis.why' : `${amountText(result.units)} units, ${amountText(result.usd)} USD for one call`}
console.log(${shown})
`
}

/** Something that is no value but a piece of a program. */
class Code {
  constructor(readonly text: string) {}
}

function literal(value: unknown, indent = ''): string {
  if (value instanceof Code) return value.text
  if (typeof value === 'string') return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const deeper = `${indent}  `
  const members = Array.isArray(value)
    ? value.map((item) => literal(item, deeper))
    : Object.entries(value).map(([name, member]) => `${/^[a-z_$][\w$]*$/i.test(name) ? name : `'${name}'`}: ${literal(member, deeper)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }']
  const line = `${open}${members.join(', ')}${close}`
  if (members.length === 0) return Array.isArray(value) ? '[]' : '{}'
  return line.length + indent.length <= 64 && !line.includes('\n')
    ? line
    : `${open.trim()}\n${members.map((member) => `${deeper}${member},\n`).join('')}${indent}${close.trim()}`
}
