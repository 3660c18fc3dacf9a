import type { OperationId } from '@klingkit/openapi/runtime'

export type TaskStatus = 'submitted' | 'processing' | 'succeeded' | 'failed'

/** Everything that is remembered of a task. Plain JSON: with the clock it says all the rest. */
export interface TaskRecord {
  id: string
  /** Grows by one with every task; orders lists although many tasks may share a millisecond. */
  sequence: number
  operation: OperationId
  createdAt: number
  body: Record<string, any>
  externalId?: string
  callbackUrl?: string
  /** Milliseconds from creation until it runs, and until it ends. */
  queueTime: number
  totalTime: number
  /** Ends after that many reads instead of after a time. */
  readsNeeded?: number
  reads: number
  /** Why it fails; without it, it succeeds. */
  failure?: string
  /** What was done to it from outside, in order. */
  interventions: Intervention[]
  cost: { units: number; package: string }
  slots: number
  /** First id of the things it makes; the others follow from it. */
  resultId: string
  /** When its answer or appearance is tampered with. */
  visibleFrom?: number
}

export type Intervention = { at: number; kind: 'succeed' } | { at: number; kind: 'fail'; reason: string } | { at: number; kind: 'advance' }
