import type { Gateway } from '../core/gateway.js'
import { stringifyExact } from '../core/json.js'
import type { GatewayFacts } from './facts.js'
import { normalize } from './normalize.js'
import { refusalOf } from './refusal.js'
import { relayedOperations } from './rows.js'
import { warningsOf } from './warnings.js'

/** A gateway as its document describes it. */
export function relay<Facade>(id: string, facts: GatewayFacts, baseUrl: string, environment: readonly string[]): Gateway<Facade> {
  const relayed = relayedOperations(facts)
  return {
    id,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    environment,
    path: ({ id: operation, path }) => relayed.get(operation)?.path ?? path,
    refuses(operation, body, { credential, logger }) {
      const refusal = refusalOf(facts, relayed, operation, body, credential)
      if (!refusal) for (const warning of warningsOf(facts, operation, body)) logger?.warn?.(`${operation.id}: ${warning}`, { operation: operation.id })
      return refusal
    },
    // An id goes out as it was given; a bigint is a number all the same.
    write: ({ id: operation }, body) => (facts.idsAsText.includes(operation) ? stringifyExact(body) : undefined),
    note({ id: operation }) {
      const inferred = relayed.get(operation)?.inferred
      return inferred && `${facts.title} does not document this call: ${inferred}.`
    },
    // Where the read itself is not documented, neither is what it finds tasks by.
    byExternalId: ({ reads }) => facts.byExternalId && !!reads?.byExternalId && relayed.has(reads.get.id) && !relayed.get(reads.get.id)!.inferred,
    normalize: (envelope) => normalize(facts, envelope),
  }
}
