import type { gatewayNames } from './generated/gateway-names.gen.js'
import type { operations } from './generated/operations.gen.js'

/** Whose API is meant: that of Kling itself (`official`), or of a gateway that relays it. */
export type GatewayName = (typeof gatewayNames)[number]
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
  /** Date of the first text that has it, where the launch is not recorded. */
  firstSeen?: string
  until?: string
  /** On creates: the operations that read the task, and the kinds of its result. */
  task?: TaskFacts
  /** On synchronous operations: the things they make that later requests refer to by id. */
  makes?: readonly MadeFact[]
  /** On operations that mark things in a session. */
  selection?: SelectionFacts
  /** What a retired operation answers. */
  retired?: { code: number; message: string }
  /** Page of the official documentation. */
  source?: string
}

export interface TaskFacts {
  get?: OperationId
  list?: OperationId
  results: readonly string[]
  /** Kind of product, where the results do not tell it. */
  product?: 'video' | 'image' | 'try_on'
  /** Member of the create answer that holds the id, where it is not the usual one. */
  id?: string
  /** Word for success, where it is not that of the standard. */
  done?: string
  /** The result is that much longer than the video it starts from. */
  adds_seconds?: number
}

export interface MadeFact {
  /** audio, element, session or face. */
  kind: string
  /** Where the id stands in `data` of the answer. */
  at: string
  /** The operation that lists what was made. */
  list?: OperationId
}

export interface SelectionFacts {
  change: 'add' | 'remove' | 'clear'
  /** Fields of the request: what is marked, and the group it belongs to. */
  items?: string
  group?: string
  max_groups?: number
  max_items?: number
  /** Where the answer shows the marks of the group. */
  shown?: string
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
  /** The part of the text that differs from call to call. */
  sample?: string
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

/** Everything that is known of refusals and failures. */
export interface ErrorTables {
  codes: ErrorCode[]
  task_failures: TaskFailure[]
  /** What brings a code about; a code may have several. */
  causes: { code: number; cause: string; origin: string }[]
  /** Answers that carry none of the codes, or none that their status promises. */
  without_code: { name: string; http: number; when: string; body?: unknown; fix: string; origin: string }[]
  /** What a retry class asks of a caller. */
  retry_classes: Record<ErrorCode['retry'], string>
}

/** A reason a task gives for its failure. */
export interface TaskFailure {
  name: string
  text: string
  origin: string
  when: string
  /** The creates whose tasks fail so; without them it may be any. */
  operations?: OperationId[]
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

/** Where an API stands; a path segment that differs per customer is a variable, `{endpointPath}`. */
export interface Server {
  url: string
  description?: string
  variables?: Record<string, { default: string; description?: string }>
}

export interface Gateway {
  id: string
  title: string
  servers: Server[]
  /** How Kling's path becomes the gateway's; the first match wins. */
  paths?: { from: string; to: string }[]
  habits?: Record<string, unknown>
  /** Documented defaults that differ from the official ones. */
  defaults?: Partial<Record<OperationId, Record<string, any>>>
  /** `callback`: its requests have a field for the address of callbacks. */
  operations: { id: OperationId; method: 'GET' | 'POST'; path: string; inferred?: true; callback?: true }[]
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
  /** The operation that made it; without one any may have. */
  from?: OperationId
  maxAgeDays?: number
  /** How long the video or sound may be. */
  minSeconds?: number
  maxSeconds?: number
  /** The field that names the language the voice must speak. */
  language?: string
}

/** How long tasks typically take: seconds = base + perSecond * length of the result. */
export interface DurationRow {
  /** Without operations it is for all that no other row names. */
  operations?: readonly OperationId[]
  base: number
  perSecond?: number
}
