import { useQuery } from '@tanstack/react-query'
import { controlQueries } from '../control/queries.ts'
import type { BalanceNow, Charge } from '../control/types.ts'
import { hrefOf } from '../route.ts'
import { dateText, numberText, usdText } from '../ui/texts.ts'

const shown = 200

export function Charges({ packs }: { packs: BalanceNow['packs'] }) {
  const { data: charges } = useQuery(controlQueries.charges)
  if (!charges) return null
  return (
    <section aria-labelledby="charges-title">
      <h2 id="charges-title">Charges</h2>
      {charges.length === 0 ? (
        <p className="hint">None yet. A task is charged when it succeeds.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard.
        <section className="table" aria-label="Table of charges" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Task</th>
                <th scope="col">Operation</th>
                <th scope="col" className="amount">
                  Amount
                </th>
                <th scope="col" className="amount">
                  USD
                </th>
              </tr>
            </thead>
            <tbody>
              {charges.slice(0, shown).map((charge) => (
                <tr key={`${charge.taskId} ${charge.at}`}>
                  <td>{dateText(charge.at)}</td>
                  <td>
                    <a href={hrefOf('tasks', charge.taskId)}>
                      <code>{charge.taskId}</code>
                    </a>
                  </td>
                  <td>
                    <code>{charge.operation}</code>
                  </td>
                  <td className="amount">
                    {numberText(charge.amount)} {charge.currency ?? (charge.amount === 1 ? 'unit' : 'units')}
                  </td>
                  <td className="amount">{usdOf(charge, packs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {charges.length > shown && <p className="hint">The newest {shown}.</p>}
        </section>
      )}
    </section>
  )
}

function usdOf({ amount, pack, currency }: Charge, packs: BalanceNow['packs']): string {
  if (!pack) return currency === 'USD' ? usdText(amount) : '–'
  const value = packs.find(({ type }) => type === pack.type)?.unit_usd
  return value === undefined ? '–' : usdText(amount * value)
}
