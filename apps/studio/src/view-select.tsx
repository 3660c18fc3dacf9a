import { useQuery } from '@tanstack/react-query'
import { useObservable } from './control/observable.ts'
import { controlQueries } from './control/queries.ts'
import type { View } from './control/types.ts'
import { chosenView } from './kling.ts'
import { Choice } from './ui/choice.tsx'

export const viewNames: Record<View, string> = { official: 'Official', cometapi: 'CometAPI', cloudsway: 'Cloudsway' }

/** The view in force, and the one the mock serves. */
export function useView(): { view: View; served: View } {
  const { data: health } = useQuery(controlQueries.health)
  const served = health?.gateway ?? 'official'
  return { view: useObservable(chosenView) ?? served, served }
}

/** Whose paths, bodies and client code are shown. */
export function ViewSelect() {
  const { view, served } = useView()
  const items = (Object.keys(viewNames) as View[]).map((id) => ({
    id,
    label: viewNames[id],
    about: id === served ? 'what this mock serves' : 'paths, checks and code only',
  }))
  return <Choice label="View" inline items={items} value={view} onChange={(id) => chosenView.set(id as View)} />
}
