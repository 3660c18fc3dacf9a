import type { operations } from './generated/operations.gen.js'

export type OperationId = (typeof operations)[number]['id']
export type Standard = 'legacy' | 'new' | 'account'
export type OperationKind = (typeof operations)[number]['kind']
export type OperationStatus = 'current' | 'deprecated' | 'retired' | 'experimental'

export interface Operation {
  /** Operation id, for example `createText2Video`. */
  id: OperationId
  method: 'GET' | 'POST'
  path: string
  /** The client call, for example `v1.videos.text2video.create`. */
  call: string
  standard: Standard
  kind: OperationKind
  status: OperationStatus
  tag: string
  summary: string
  since?: string
  until?: string
  /** On creates: the operations that read the task, and the kinds of its result. */
  task?: { get?: OperationId; list?: OperationId; results: readonly string[] }
  /** What a retired operation answers. */
  retired?: { code: number; message: string }
  /** Page of the official documentation. */
  source?: string
}

export interface ErrorCode {
  code: number
  /** HTTP status it comes with. */
  http: number
  group: string
  meaning: string
  fix: string
  /** `never`; `backoff`: wait and send again; `re-sign`: make a new token once; `recover-first`: reads retry, a create must look its task up before it is sent again. */
  retry: 'never' | 'backoff' | 're-sign' | 'recover-first'
  messages?: ErrorMessage[]
}

/** A text of the service, and who answers it; see the head of `spec/errors.yaml`. */
export interface ErrorMessage {
  name?: string
  text: string
  origin: string
  when?: string
  standards?: Standard[]
  kinds?: OperationKind[]
  operations?: OperationId[]
  except?: OperationId[]
  /** `false`: no example of the document. */
  example?: boolean
  /** About the keys of Kling itself; gateways never answer it. */
  own_keys?: boolean
}

export interface InvalidBody {
  /** The rule or JSON Schema keyword it breaks. */
  rule: string
  at?: string
  message?: string
  observed?: boolean
  derived?: boolean
  value: unknown
}

export interface Gateway {
  id: string
  title: string
  servers: { url: string; description?: string; variables?: Record<string, { default: string; description?: string }> }[]
  /** How Kling's path becomes the gateway's; the first match wins. */
  paths?: { from: string; to: string }[]
  habits?: Record<string, unknown>
  operations: { id: OperationId; method: 'GET' | 'POST'; path: string; inferred?: true }[]
}

/** Response bodies: operation id -> HTTP status -> example name -> body. Integers beyond 2^53 stand as strings of digits. */
export type ResponseExamples = Record<OperationId, Record<string, Record<string, unknown>>>

/** A row of the price table: what one unit of quantity costs when all of `when` holds. */
export interface PriceRow {
  operations: readonly OperationId[]
  /** Path in the body (with its defaults), or the name of a fact -> value or values. */
  when?: Record<string, unknown>
  per: 'second' | 'five_seconds' | 'call' | 'image'
  /** Where the length comes from. */
  seconds?: { path: string } | { from: string }
  /** Where the number of pictures comes from. */
  count?: { path: string }
  units: number | 'unknown' | { min: number; max: number }
  package: string
  from?: string
  until?: string
}

/** A field of a request that refers to something made earlier. */
export interface FieldReference {
  path: string
  kind: string
  from?: OperationId
  maxAgeDays?: number
}
