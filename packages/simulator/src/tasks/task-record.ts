import type { OperationId } from '@klingkit/openapi/runtime'

/** Where a task stands, in the words of the new standard; the others are views of it. */
export type TaskStatus = 'submitted' | 'processing' | 'succeeded' | 'failed'

/** Everything that is remembered of a task. Plain JSON: with the clock it says all the rest. */
export interface TaskRecord {
  /** 18 digits. */
  id: string
  /** Grows by one with every task; orders lists although many tasks may share a millisecond. */
  sequence: number
  /** The create operation. */
  operation: OperationId
  /** When the service made it, as Unix time in milliseconds; before that moment nobody finds it. */
  createdAt: number
  /** What was sent, long files left out. */
  body: Record<string, any>
  /** The caller's own id. */
  externalId?: string | undefined
  /** Where it calls back, if it does. */
  callbackUrl?: string | undefined
  /** Milliseconds from creation until it runs. */
  queueTime: number
  /** Milliseconds from creation until it ends. */
  totalTime: number
  /** Ends after reads instead of after a time. */
  counted?: CountedReads | undefined
  /** Why it fails; without it, it succeeds. */
  failure?: string | undefined
  /** What was done to it from outside, by time. */
  interventions?: Intervention[] | undefined
  /** What it costs when it succeeds. */
  cost: Cost
  /** First id of the things it makes, where they are not numbered from the id of the task. */
  resultId?: string | undefined
  /** Seconds of video or sound it makes. */
  seconds?: number | undefined
  /** Pictures it makes. */
  pictures?: number | undefined
  /** The video it starts from. */
  parent?: ParentVideo | undefined
  /** The voice bound to the element it makes. */
  voice?: { id: string; name: string; owner: string } | undefined
  /** When the voice or element it made was deleted. */
  deletedAt?: number | undefined
}

/** How far a task is that ends after a number of reads. */
export interface CountedReads {
  /** How many reads end it. */
  needed: number
  /** How many there were. */
  seen: number
  /** When it was read first, as Unix time in milliseconds. */
  firstAt?: number | undefined
  /** When it was read often enough. */
  doneAt?: number | undefined
}

/** A step from outside, and its moment as Unix time in milliseconds. */
export type Intervention = { at: number; kind: 'succeed' } | { at: number; kind: 'fail'; reason: string } | { at: number; kind: 'advance' }

export interface Cost {
  units: number
  /** Kind of pack the units are taken from. */
  package: string
  /** Paid from the balance instead. */
  cash?: { amount: number; currency: string } | undefined
  /** Whether it was paid before the account began: a finished task of a start state. */
  past?: boolean
  /** Id of the pack the units are held in. */
  pack?: string | undefined
}

export interface ParentVideo {
  id: string
  seconds: number
  /** Where it is; videos made here have an address anyway. */
  url?: string | undefined
}
