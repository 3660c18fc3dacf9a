import { useQuery } from '@tanstack/react-query'
import { controlQueries } from '../control/queries.ts'
import { numberText, usdText } from '../ui/texts.ts'
import { Charges } from './charges.tsx'
import { PackCard } from './pack-card.tsx'

/** What is left, what was spent, and what for. */
export default function AccountPage() {
  const { data, error } = useQuery(controlQueries.balance)
  if (error) return <p className="reason">{error.message}</p>
  if (!data) return <p className="waiting">Loading…</p>
  const { packs, balance, spent } = data
  return (
    <div className="page">
      <h1>Account</h1>
      <dl className="figures">
        <div className="figure">
          <dt>Spent, at list price</dt>
          <dd>{usdText(spent.usd)}</dd>
        </div>
        {spent.units.map(({ type, units, usd }) => (
          <div className="figure" key={type}>
            <dt>Units of {type.replace('_', '-')} packs</dt>
            <dd>
              {numberText(units)} <small>{usdText(usd)}</small>
            </dd>
          </div>
        ))}
        {balance && (
          <div className="figure">
            <dt>Balance</dt>
            <dd>
              {numberText(balance.amount)} <small>{balance.currency}</small>
            </dd>
          </div>
        )}
      </dl>
      <p className="hint">Nothing here costs money: this is what the same calls would cost at Kling. Failed tasks cost nothing.</p>
      <h2>Resource packs</h2>
      <ul className="packs">
        {packs.map((pack) => (
          <PackCard key={pack.id} pack={pack} />
        ))}
      </ul>
      <Charges packs={packs} />
    </div>
  )
}
