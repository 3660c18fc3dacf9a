import { defaults, type Operation } from '@klingkit/openapi/runtime'
import type { Charge } from '../account/account.js'
import { apiKeyName, ledgerEntry, ledgerType } from '../account/ledger-entry.js'
import { packStatus } from '../account/pack.js'
import { numberOf } from '../body-paths.js'
import type { Call } from './call.js'
import { type Filter, filtersOf, limited, passes, readCursor, writeCursor } from './cursor.js'
import type { HandlerParts } from './handler-parts.js'

/** Packs, by the time of their purchase: a short window hides older packs that still serve. */
export function packsAnswer({ account, clock }: HandlerParts, { query }: Call): Record<string, unknown> {
  const now = clock.now()
  const from = Number(query.start_time)
  const to = Number(query.end_time)
  const wanted = query.resource_pack_name
  const found = account.packs.filter(({ name, purchasedAt }) => purchasedAt >= from && purchasedAt <= to && (!wanted || name === wanted))
  return {
    code: 0,
    msg: 'success',
    resource_pack_subscribe_infos: found.map((pack) => ({
      resource_pack_name: pack.name,
      resource_pack_id: pack.id,
      resource_pack_type: 'decreasing_total',
      total_quantity: pack.total,
      remaining_quantity: pack.remaining,
      purchase_time: pack.purchasedAt,
      effective_time: pack.effectiveAt,
      invalid_time: pack.invalidAt,
      status: packStatus(pack, now),
    })),
  }
}

interface Place {
  from: number
  to: number
  filters: Filter[]
  /** Charges before this one come on the next page. */
  before: number
}

/** One page of a ledger, the latest charge first. Charges are only ever added, so a cursor stays good. */
export async function ledgerPage({ account, store }: HandlerParts, operation: Operation, body: Record<string, any>): Promise<Record<string, unknown>> {
  const most = defaults[operation.id]?.limit ?? 500
  const limit = limited(body.limit, most, most)
  const place = readCursor<Place>(body.cursor, ({ before }) => Number.isInteger(before))
  if (place === 'unknown') return page([], '')
  const { from, to, filters, before } = place ?? {
    from: numberOf(body.start_time),
    to: numberOf(body.end_time),
    filters: filtersOf(body.filters),
    before: account.charges.length,
  }
  // One ledger tells of units, the other of money.
  const ofUnits = operation.path.endsWith('/package')
  const shown: Charge[] = []
  let index = Math.min(before, account.charges.length) - 1
  let last = index + 1
  for (; index >= 0; index--) {
    const charge = account.charges[index]!
    if ((charge.pack !== undefined) !== ofUnits || charge.createdAt < from || charge.createdAt > to || !passes(filters, (key) => memberOf(charge, key)))
      continue
    if (shown.length === limit) break
    shown.push(charge)
    last = index
  }
  const entries = await Promise.all(shown.map(async (charge) => ledgerEntry(charge, await store.get(charge.taskId))))
  return page(entries, index >= 0 ? writeCursor({ from, to, filters, before: last } satisfies Place) : '')
}

function page(detail: Record<string, unknown>[], nextCursor: string): Record<string, unknown> {
  return { result: { detail, count: detail.length }, next_cursor: nextCursor, has_more: nextCursor !== '' }
}

function memberOf({ pack }: Charge, key: string): string | undefined {
  const values: Record<string, string | undefined> = {
    api_key_name: apiKeyName,
    product_type: pack && ledgerType(pack.type),
    package_name: pack?.name,
    package_id: pack?.id,
  }
  return values[key]
}
