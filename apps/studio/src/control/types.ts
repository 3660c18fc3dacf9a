import type { Charge, ControlledTask, Delivery, KeptRule, Pack, TaskStatus, TroubleCause, TroubleRule } from '@klingkit/simulator'

export type { Charge, Delivery, KeptRule, TaskStatus, TroubleCause, TroubleRule }

export interface TaskState {
  status: TaskStatus
  message: string
  updatedAt: number
}

/** A file that a task made. */
export interface Output {
  type: string
  url?: string
  mp3_url?: string
  wav_url?: string
  watermark_url?: string
  duration?: string
  id?: string
  name?: string
  [member: string]: unknown
}

/** A task as the control API shows it, in the shape of the new standard. */
export interface StudioTask extends ControlledTask {
  id: string
  status: string
  message: string
  create_time: number
  update_time: number
  external_id?: string
  outputs: Output[]
  billing?: { charge_type?: string; amount: string; currency?: string; package_type?: string }[]
}

export interface Health {
  version: string
  mode: string
  engine: string
  gateway: View
  /** What it asks for; empty where it takes any bearer token. */
  credentials: ('api-key' | 'access-key')[]
  tasks: number
}

export interface ClockNow {
  now: number
  frozen: boolean
  factor: number
}

/** A request that came in. */
export interface LoggedRequest {
  time: number
  method: string
  url: string
  operationId?: string
  body?: string
  status: number
  refusal?: { code: number; message: string }
  /** What made trouble of it. */
  trouble?: TroubleCause[]
  issues?: { path: string; rule: string; message: string }[]
  warnings?: { path: string; message: string; suggestion?: string }[]
}

export interface Words {
  words: { name: string; form: string; about: string; bare: boolean }[]
  failures: { name: string; text: string; when: string; origin: string; operations?: string[] }[]
  codes: { code: number; http: number; group: string; meaning: string; fix: string; retry: string }[]
}

/** Whose paths, bodies and client code are shown. */
export type View = 'official' | 'cometapi' | 'cloudsway'

export interface OfferedOperation {
  id: string
  method: 'GET' | 'POST'
  path: string
  call: string
  summary: string
  tag: string
  standard: string
  kind: string
  status: string
  get?: string
}

export interface ExampleRequest {
  name: string
  summary: string
  text: string
}

export interface BalanceNow {
  packs: (Omit<Pack, 'slots'> & { slots: number | null; used_slots: number; unit_usd: number })[]
  balance?: { amount: number; currency: string }
  spent: { units: { type: string; units: number; usd: number }[]; usd: number }
}
