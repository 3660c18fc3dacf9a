import { type PriceRow, priceFacts, prices } from '../generated/prices.gen.js'
import { valuesAt } from './body-path.js'

/** The first row about an operation whose conditions a body (with its defaults) fulfils and that holds on that day; or why there is none. */
export function findRow(operation: string, body: object, at: number): { row: PriceRow; why?: undefined } | { row?: undefined; why: string } {
  const own = prices.filter(({ operations }) => (operations as readonly string[]).includes(operation))
  if (own.length === 0) return { why: `The price table says nothing of ${operation}.` }
  const fitting = own.filter(({ when = {} }) => Object.entries(when).every(([condition, wanted]) => [wanted].flat().includes(conditionValue(condition, body))))
  if (fitting.length === 0) return { why: `The price table has no line for ${described(own, body)}.` }
  const day = new Date(at).toISOString().slice(0, 10)
  const row = fitting.find(({ from = '', until = '9' }) => from <= day && day <= until)
  if (row) return { row }
  const known = fitting.map(({ from, until }) => `${from ? `from ${from}` : ''}${until ? ` until ${until}` : ''}`.trim())
  return { why: `On ${day} no price is known for ${described(own, body)}; only ${known.join(', ')}.` }
}

/** What a body says where a condition looks, or whether a fact holds. */
function conditionValue(condition: string, body: object): unknown {
  const fact = priceFacts[condition]
  return fact ? fact.any.some((path) => valuesAt(body, path).length > 0) : valuesAt(body, condition)[0]
}

function described(rows: readonly PriceRow[], body: object): string {
  const conditions = new Set(rows.flatMap(({ when = {} }) => Object.keys(when)))
  return [...conditions].map((condition) => `${condition}: ${JSON.stringify(conditionValue(condition, body)) ?? 'not given'}`).join(', ') || 'this request'
}
