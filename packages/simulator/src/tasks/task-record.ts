import type { OperationId } from '@klingkit/openapi/runtime'

export type TaskStatus = 'submitted' | 'processing' | 'succeeded' | 'failed'

/** Everything that is remembered of a task. Plain JSON: with the clock it says all the rest. */
export interface TaskRecord {
  id: string
  /** Grows by one with every task; orders lists although many tasks may share a millisecond. */
  sequence: number
  operation: OperationId
  /** When the service made it; before that moment nobody finds it. */
  createdAt: number
  /** What was sent, long files left out. */
  body: Record<string, any>
  externalId?: string | undefined
  callbackUrl?: string | undefined
  /** Milliseconds from creation until it runs, and until it ends. */
  queueTime: number
  totalTime: number
  /** Ends after reads instead of after a time. */
  counted?: CountedReads | undefined
  /** Why it fails; without it, it succeeds. */
  failure?: string | undefined
  /** What was done to it from outside, by time. */
  interventions?: Intervention[] | undefined
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

export interface CountedReads {
  needed: number
  seen: number
  /** When it was read first, and when often enough. */
  firstAt?: number | undefined
  doneAt?: number | undefined
}

export type Intervention = { at: number; kind: 'succeed' } | { at: number; kind: 'fail'; reason: string } | { at: number; kind: 'advance' }

export interface Cost {
  units: number
  /** Kind of pack the units are taken from. */
  package: string
  /** Paid from the balance instead. */
  cash?: { amount: number; currency: string } | undefined
}

export interface ParentVideo {
  id: string
  seconds: number
  /** Where it is; videos made here have an address anyway. */
  url?: string | undefined
}
