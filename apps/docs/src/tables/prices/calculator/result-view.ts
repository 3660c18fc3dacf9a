import type { Estimate } from '@klingkit/client/pricing'
import { amountText, ofCalls } from '../amount-text.ts'
import { conditionText } from '../condition-text.ts'
import { clientCode } from './code.ts'
import type { State } from './state.ts'

/** Shows an estimate below the form, and marks the line of the table it rests on. */
export function showResult(home: HTMLElement, state: State, body: object, result: Estimate): void {
  const { units, usd, basis } = result
  const { calls } = state
  const many = calls === 1 ? 'one call' : `${calls} calls`
  write('usd', usd === 'unknown' ? 'Not known' : `${amountText(ofCalls(usd, calls))} USD`)
  write('units', units === 'unknown' ? `for ${many}` : `${amountText(ofCalls(units, calls))} ${basis.package} units for ${many}`)
  write('one', calls > 1 && units !== 'unknown' ? `One call: ${amountText(units)} units, ${amountText(usd)} USD.` : '')
  write('why', basis.why ?? '')
  write('code', clientCode(state, body, result))
  const assumptions = basis.assumptions.map((text) => Object.assign(document.createElement('li'), { textContent: text }))
  home.querySelector('[data-assumptions]')!.replaceChildren(...assumptions)
  showRow(home, state.operation, result)

  function write(name: string, text: string): void {
    const place = home.querySelector<HTMLElement>(`[data-${name}]`)!
    place.textContent = text
    place.hidden = text === ''
  }
}

/** The line of the table with these conditions and days. */
function showRow(home: HTMLElement, operation: string, { basis }: Estimate): void {
  const place = home.querySelector('[data-row-used]')!
  for (const old of document.querySelectorAll('.kt-used')) old.classList.remove('kt-used')
  place.replaceChildren()
  if (!basis.package) return
  const price = JSON.stringify([basis.when ?? {}, basis.from ?? '', basis.until ?? ''])
  const row = [...document.querySelectorAll<HTMLElement>(`tr[data-price][data-operation~="${operation}"]`)].find((each) => each.dataset['price'] === price)
  row?.classList.add('kt-used')
  const link = Object.assign(document.createElement('a'), { href: `#${row?.id ?? 'prices'}`, textContent: 'line of the table' })
  const conditions = Object.entries(basis.when ?? {}).map(([name, wanted]) => conditionText(name, wanted))
  const days = [basis.from && `from ${basis.from}`, basis.until && `until ${basis.until}`].filter(Boolean).join(' ')
  const unitPrice =
    basis.unitPrice === 'unknown' ? 'no known number of units' : `${amountText(basis.unitPrice!)} units per ${basis.per?.replace('five_seconds', '5 s begun')}`
  const quantity = basis.per === 'call' ? '' : `, times ${amountText(basis.quantity!)}`
  place.append(
    'By this ',
    link,
    `: ${conditions.join(', ') || 'always'}; ${unitPrice}${quantity}. It holds ${days}; ${basis.source?.what} (${basis.source?.origin}).`,
  )
  if (basis.note) place.append(` Note: ${basis.note}.`)
}
