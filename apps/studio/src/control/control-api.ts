import type {
  BalanceNow,
  Charge,
  ClockNow,
  Delivery,
  ExampleRequest,
  Health,
  KeptRule,
  LoggedRequest,
  OfferedOperation,
  StudioTask,
  TroubleRule,
  View,
  Words,
} from './types.ts'

/** What the control API refused, in its own words. */
export class ControlProblem extends Error {
  override name = 'ControlProblem'
}

/** The control API of the mock that served this page; the page lies at its root. */
async function ask<Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer> {
  const reply = await fetch(`/__kling${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  }).catch(() => {
    throw new ControlProblem('The mock does not answer. Is kling-mock still running?')
  })
  const answer = await reply.json()
  if (!reply.ok) throw new ControlProblem(answer.message ?? `The mock answered ${reply.status}.`)
  return answer
}

const of = (id: string) => encodeURIComponent(id)

export const controlApi = {
  health: () => ask<Health>('GET', '/health'),
  tasks: async (limit: number, after?: string) =>
    (await ask<{ tasks: StudioTask[] }>('GET', `/tasks?limit=${limit}${after ? `&after=${of(after)}` : ''}`)).tasks,
  tasksByIds: async (ids: readonly string[]) => (await ask<{ tasks: StudioTask[] }>('GET', `/tasks?limit=1000&ids=${ids.map(of).join()}`)).tasks,
  advance: (id: string) => ask<object>('POST', `/tasks/${of(id)}/advance`),
  succeed: (id: string) => ask<object>('POST', `/tasks/${of(id)}/succeed`),
  fail: (id: string, reason?: string) => ask<object>('POST', `/tasks/${of(id)}/fail`, reason === undefined ? {} : { reason }),
  clock: () => ask<ClockNow>('GET', '/clock'),
  freeze: () => ask<ClockNow>('POST', '/clock/freeze'),
  unfreeze: () => ask<ClockNow>('POST', '/clock/unfreeze'),
  advanceClock: (by: string) => ask<ClockNow>('POST', '/clock/advance', { by }),
  setFactor: (factor: number) => ask<ClockNow>('POST', '/clock/factor', { factor }),
  rules: async () => (await ask<{ rules: KeptRule[] }>('GET', '/rules')).rules,
  addRule: (rule: TroubleRule) => ask<{ id: string }>('POST', '/rules', rule),
  removeRule: (id: string) => ask<object>('DELETE', `/rules/${of(id)}`),
  requests: async () => (await ask<{ requests: LoggedRequest[] }>('GET', '/requests')).requests,
  callbacks: () => ask<{ callbacks: Delivery[]; signed: boolean }>('GET', '/callbacks'),
  makeSecret: async () => (await ask<{ secret: string }>('POST', '/webhook-secret')).secret,
  balance: () => ask<BalanceNow>('GET', '/balance'),
  setBalance: (change: { type?: string; units?: number; slots?: number | null }) => ask<BalanceNow>('POST', '/balance', change),
  charges: async () => (await ask<{ charges: Charge[] }>('GET', '/charges?limit=1000')).charges,
  words: () => ask<Words>('GET', '/words'),
  operations: async (view: View) => (await ask<{ operations: OfferedOperation[] }>('GET', `/operations?view=${view}`)).operations,
  examples: async (view: View, id: string) => (await ask<{ examples: ExampleRequest[] }>('GET', `/operations/${of(id)}/examples?view=${view}`)).examples,
  reset: () => ask<object>('POST', '/reset'),
  seed: (seed: object) => ask<{ tasks: number }>('POST', '/seed', seed),
}

/** Where the mock takes callbacks in for who has no receiver. */
export const receiverUrl = () => `${location.origin}/__kling/receiver`
