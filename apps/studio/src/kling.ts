import { createKling } from '@klingkit/client'
import { cloudsway, cometapi } from '@klingkit/client/gateways'
import { klingQueries } from '@klingkit/client/react-query'
import { Observable } from './control/observable.ts'
import type { View } from './control/types.ts'

/** Sent as credential. A mock takes any unless it was started with `--api-key`. Never kept beyond the page. */
export const apiKey = new Observable('any')

/** The view one has chosen; without a choice that of the mock. */
export const chosenView = new Observable<View | undefined>(undefined)

/**
 * The client this page talks to the mock with: what an application has, but that it sends nothing twice, so that every answer of the mock is seen.
 */
export function klingFor(view: View, key: string): StudioKling {
  if (made?.view !== view || made.key !== key) made = { view, key, kling: make(view, key) }
  return made.kling
}

/** One client as long as nothing changes: its waits share their reads. */
let made: { view: View; key: string; kling: StudioKling } | undefined

function make(view: View, key: string) {
  const common = { apiKey: key, retry: false as const }
  const { origin } = location
  if (view === 'cometapi') return createKling({ ...common, gateway: cometapi({ baseUrl: `${origin}/kling` }) })
  if (view === 'cloudsway') return createKling({ ...common, gateway: cloudsway({ endpointPath: 'your-endpoint', host: origin }) })
  return createKling({ ...common, baseUrl: origin })
}

export type StudioKling = ReturnType<typeof make>

/** Where the options of a call stand: `textToVideo['kling-3.0'].create` is a path of three names. */
export function namesOf(call: string): string[] {
  return [...call.matchAll(/\['([^']+)'\]|([^.[\]]+)/g)].map(([, quoted, plain]) => (quoted ?? plain)!)
}

/** Options of a mutation by the name of its call, as they stand in the document. */
export function mutationAt(kling: StudioKling, call: string, headers: Record<string, string>): object {
  let at: any = klingQueries(kling as ReturnType<typeof createKling>)
  for (const name of namesOf(call)) at = at?.[name]
  if (typeof at !== 'function') throw new Error(`the client has no ${call}`)
  return at({ headers })
}

export { klingQueries }
