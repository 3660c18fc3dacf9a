import type { Charge } from './account/account.js'
import type { Balance, Pack } from './account/pack.js'
import type { Delivery } from './callbacks/deliveries.js'
import type { ClockState } from './controlled-clock.js'
import type { KeptRule } from './trouble/rules.js'

/** Something that outlives a restart and is neither a task nor a thing. Plain JSON, but for slots without a limit. */
export type JournalEntry =
  /** Packs and money as they are from now on; charges that follow are still to be taken from them. */
  | { account: { packs: readonly Pack[]; balance: Balance | undefined } }
  | { charge: Charge }
  | { clock: ClockState }
  /** A rule, and how many requests it has seen. */
  | { rule: KeptRule }
  | { ruleGone: string }
  /** A callback when it is due, and later what has become of it. */
  | { delivery: Delivery | (Pick<Delivery, 'id'> & Partial<Delivery>) }
  /** Everything was reset; only the clock goes on. */
  | { forgotten: true }

/** Writes entries down. It is called before the answer goes out, and must copy what it keeps. */
export interface Journal {
  /** What an earlier process wrote, folded into one. */
  kept?: Kept | undefined
  /** Writes one down. */
  write(entry: JournalEntry): void
}

/** What the entries of a journal come to. */
export interface Kept {
  /** Packs and money after all charges; undefined where nothing was written yet. */
  account: { packs: Pack[]; balance: Balance | undefined } | undefined
  /** What was paid, oldest first. */
  charges: Charge[]
  /** The clock; undefined where nobody moved it. */
  clock: ClockState | undefined
  /** Rules in force, by id, in the order they were set. */
  rules: Map<string, KeptRule>
  /** The last callbacks, by id. */
  deliveries: Map<string, Delivery>
}

/** As many callbacks as the mock remembers. */
const mostDeliveries = 10_000

/** What a journal without entries comes to. */
export function nothingKept(): Kept {
  return { account: undefined, charges: [], clock: undefined, rules: new Map(), deliveries: new Map() }
}

/** Whether a line of a file is an entry of a journal. */
export function isJournalEntry(line: object): line is JournalEntry {
  return ['account', 'charge', 'clock', 'rule', 'ruleGone', 'delivery', 'forgotten'].some((name) => name in line)
}

/** Takes one more entry into account; the entry is handed over. */
export function fold(kept: Kept, entry: JournalEntry): void {
  if ('account' in entry) {
    const packs = entry.account.packs.map((pack) => ({ ...pack, slots: pack.slots ?? Number.POSITIVE_INFINITY }))
    kept.account = { packs, balance: entry.account.balance && { ...entry.account.balance } }
  } else if ('charge' in entry) foldCharge(kept, entry.charge)
  else if ('clock' in entry) kept.clock = entry.clock
  else if ('rule' in entry) kept.rules.set(entry.rule.id, entry.rule)
  else if ('ruleGone' in entry) kept.rules.delete(entry.ruleGone)
  else if ('delivery' in entry) {
    const { id } = entry.delivery
    kept.deliveries.set(id, { ...kept.deliveries.get(id), ...entry.delivery } as Delivery)
    if (kept.deliveries.size > mostDeliveries) kept.deliveries.delete(kept.deliveries.keys().next().value!)
  } else Object.assign(kept, { ...nothingKept(), clock: kept.clock })
}

function foldCharge(kept: Kept, charge: Charge): void {
  kept.charges.push(charge)
  const pack = kept.account?.packs.find(({ id }) => id === charge.pack?.id)
  if (pack) pack.remaining = charge.after
  else if (!charge.pack && kept.account?.balance) kept.account.balance.amount = charge.after
}

/** The fewest entries that come to the same. */
export function* entriesOf({ account, charges, clock, rules, deliveries }: Kept): Generator<JournalEntry> {
  if (clock) yield { clock }
  // In this order, because charges behind the account are taken from it.
  for (const charge of charges) yield { charge }
  if (account) yield { account }
  for (const rule of rules.values()) yield { rule }
  for (const delivery of deliveries.values()) yield { delivery }
}
