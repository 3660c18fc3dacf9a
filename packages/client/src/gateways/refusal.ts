import type { Operation } from '../core/operation.js'
import type { Credential } from '../credentials/credential.js'
import type { GatewayFacts } from './facts.js'
import type { Relayed } from './rows.js'

/** Why a gateway cannot be asked for an operation, or with such a credential or body; with the way out. */
export function refusalOf(
  facts: GatewayFacts,
  relayed: ReadonlyMap<string, Relayed>,
  operation: Operation,
  body: unknown,
  credential: Credential | undefined,
): string | undefined {
  const { title, callbacks, withoutCallback } = facts
  if (operation.kind !== 'unknown' && !relayed.has(operation.id)) return notRelayed(title, relayed, operation)
  if (credential?.kind === 'access-key')
    return `${title} takes a key of its own only, sent as it is; a token signed for Kling would be given away. Use createKling({ apiKey, gateway }) with a key of ${title}`
  if (callbackUrlOf(operation, body) && (callbacks === 'none' || withoutCallback.includes(operation.id)))
    return `${title} documents no callback_url for it, so no callback would ever come. Leave it out and wait(task), which asks for the task until it has ended`
  return undefined
}

function notRelayed(title: string, relayed: ReadonlyMap<string, Relayed>, { id, kind }: Operation): string {
  const one = kind === 'query list' ? id.replace(/^list/, 'get') : undefined
  const way = one && relayed.has(one) ? `Read a task by its id with ${one}, or use` : 'Use'
  return `${title} does not relay it, so nothing was sent. ${way} a client of Kling itself: createKling({ apiKey }) with a key of Kling`
}

/** Where the address of callbacks stands in a body; an empty one means none. */
export function callbackUrlOf({ standard }: Operation, body: any): unknown {
  return (standard === 'new' ? body?.options : body)?.callback_url
}
