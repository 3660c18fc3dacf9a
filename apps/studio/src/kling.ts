import { accessKey, apiKey, type Credential, createKling } from '@klingkit/client'
import { cloudsway, cometapi } from '@klingkit/client/gateways'
import { klingQueries } from '@klingkit/client/react-query'
import { Observable } from './control/observable.ts'
import type { View } from './control/types.ts'

/** What is sent as credential. */
export interface Credentials {
  apiKey?: string
  accessKey?: string
  secretKey?: string
}

/** A mock takes any unless it was started with one. Never kept beyond the page. */
export const credentials = new Observable<Credentials>({})

/** Whether there is one that can be sent. */
export function isGiven({ apiKey, accessKey, secretKey }: Credentials): boolean {
  return Boolean(apiKey?.trim() || (accessKey?.trim() && secretKey?.trim()))
}

/** The view one has chosen; without a choice that of the mock. */
export const chosenView = new Observable<View | undefined>(undefined)

/**
 * The client this page talks to the mock with: what an application has, but that it sends nothing twice, so that every answer of the mock is seen.
 */
export function klingFor(view: View, given: Credentials): StudioKling {
  if (made?.view !== view || made.given !== given) made = { view, given, kling: make(view, given) }
  return made.kling
}

/** One client as long as nothing changes: its waits share their reads. */
let made: { view: View; given: Credentials; kling: StudioKling } | undefined

function make(view: View, given: Credentials) {
  const common = { auth: authOf(given), retry: false as const }
  const { origin } = location
  if (view === 'cometapi') return createKling({ ...common, gateway: cometapi({ baseUrl: `${origin}/kling` }) })
  if (view === 'cloudsway') return createKling({ ...common, gateway: cloudsway({ endpointPath: 'your-endpoint', host: origin }) })
  return createKling({ ...common, baseUrl: origin })
}

function authOf({ apiKey: key, accessKey: access, secretKey }: Credentials): Credential {
  if (key?.trim() || !access?.trim() || !secretKey?.trim()) return apiKey(key?.trim() || 'any')
  return accessKey({ accessKey: access.trim(), secretKey: secretKey.trim() })
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
