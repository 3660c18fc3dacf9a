import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Input, Label, NumberField } from 'react-aria-components'
import { controlApi } from '../control/control-api.ts'
import { controlQueries } from '../control/queries.ts'
import type { BalanceNow } from '../control/types.ts'
import { attempt } from '../ui/attempt.ts'
import { numberText, usdText } from '../ui/texts.ts'

/** A pack: what is left of it, how many tasks run on it, and both to be set. */
export function PackCard({ pack }: { pack: BalanceNow['packs'][number] }) {
  const cache = useQueryClient()
  const [units, setUnits] = useState<number>()
  const [slots, setSlots] = useState<number>()
  const { type, total, remaining, used_slots, unit_usd } = pack
  const name = type.replace('_', '-')
  const save = (change: { units?: number; slots?: number | null }, done: string) =>
    attempt(async () => cache.setQueryData(controlQueries.balance.queryKey, await controlApi.setBalance({ type, ...change })), done)
  return (
    <li className="pack">
      <h3>{name.charAt(0).toUpperCase() + name.slice(1)}</h3>
      <p className="pack-left">
        {numberText(remaining)} <small>of {numberText(total)} units left</small>
      </p>
      <meter min={0} max={total} value={remaining} aria-label={`Units left in the ${name} pack`} />
      <p className="hint">
        A unit is worth {usdText(unit_usd)}. {used_slots} {used_slots === 1 ? 'task runs' : 'tasks run'}
        {pack.slots === null ? ', without a limit.' : ` of at most ${pack.slots}.`}
      </p>
      <div className="form-row">
        <NumberField className="field" value={units ?? Number.NaN} minValue={0} onChange={setUnits}>
          <Label>Units left</Label>
          <Input placeholder={numberText(remaining)} />
        </NumberField>
        <NumberField className="field" value={slots ?? Number.NaN} minValue={0} onChange={setSlots}>
          <Label>Tasks at once</Label>
          <Input placeholder={pack.slots === null ? 'no limit' : String(pack.slots)} />
        </NumberField>
        <Button
          className="button"
          isDisabled={!isGiven(units) && !isGiven(slots)}
          onPress={() => save({ ...(isGiven(units) ? { units } : {}), ...(isGiven(slots) ? { slots } : {}) }, `The ${name} pack is set`)}
        >
          Set
        </Button>
        {pack.slots !== null && (
          <Button className="button" onPress={() => save({ slots: null }, 'No limit any more')}>
            Lift the limit
          </Button>
        )}
      </div>
    </li>
  )
}

function isGiven(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value)
}
