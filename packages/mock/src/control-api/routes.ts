import { randomBytes } from 'node:crypto'
import { errorCodes, gatewayNames, taskFailures } from '@klingkit/openapi/runtime'
import { type Control, troubleWords } from '@klingkit/simulator'
import type { RequestLog } from '../request-log.js'
import { examplesOf, offeredBy, viewNamed } from './api-views.js'
import { controlDocument } from './control-document.js'
import { ControlError } from './control-error.js'
import * as read from './read-input.js'
import { spentBy, unitValue } from './spent.js'

/** A credential of its own that a mock was started with. */
export type CredentialKind = 'api-key' | 'access-key'

export interface ControlParts {
  control: Control
  log: RequestLog
  /** Returns when what was done may be told. */
  settled: () => Promise<void> | undefined
  /** What health tells. */
  about: { version: string; mode: string; engine: string; gateway: string; credentials: readonly CredentialKind[] }
}

export interface ControlRequest {
  params: Record<string, string>
  query: URLSearchParams
  /** The JSON object that came with it; an empty one when nothing came. */
  body: Record<string, unknown>
}

export interface ControlRoute {
  method: 'GET' | 'POST' | 'DELETE'
  /** As in the control document. */
  path: string
  /** Who looks on need not be told of the request: it changes nothing, or what it changes tells of itself. */
  quiet?: true
  run(parts: ControlParts, request: ControlRequest): unknown
}

/** Everything the control API does, but for the stream of events. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/health',
    run: async ({ control, about }) => ({ status: 'ok', ...about, tasks: await control.taskCount() }),
  },
  { method: 'GET', path: '/openapi.json', run: () => controlDocument },
  { method: 'GET', path: '/tasks', run: async ({ control }, { query }) => ({ tasks: await control.tasks(read.limit(query), read.selection(query)) }) },
  { method: 'POST', path: '/tasks/{id}/advance', run: ({ control }, { params }) => stepped(params.id!, control.advance(params.id!)) },
  { method: 'POST', path: '/tasks/{id}/succeed', run: ({ control }, { params }) => stepped(params.id!, control.succeed(params.id!)) },
  {
    method: 'POST',
    path: '/tasks/{id}/fail',
    run: ({ control }, { params, body }) => stepped(params.id!, control.fail(params.id!, read.optionalText(body, 'reason'))),
  },
  { method: 'GET', path: '/clock', run: ({ control }) => clockOf(control) },
  {
    method: 'POST',
    path: '/clock/freeze',
    quiet: true,
    run: ({ control }, { body }) => {
      control.clock.freeze(read.optionalNumber(body, 'at'))
      return clockOf(control)
    },
  },
  {
    method: 'POST',
    path: '/clock/unfreeze',
    quiet: true,
    run: ({ control }) => {
      control.clock.unfreeze()
      return clockOf(control)
    },
  },
  {
    method: 'POST',
    path: '/clock/advance',
    quiet: true,
    run: ({ control }, { body }) => {
      control.clock.advance(read.time(body, 'by'))
      return clockOf(control)
    },
  },
  {
    method: 'POST',
    path: '/clock/factor',
    quiet: true,
    run: ({ control }, { body }) => {
      control.clock.setFactor(read.positive(body, 'factor'))
      return clockOf(control)
    },
  },
  { method: 'GET', path: '/rules', run: ({ control }) => ({ rules: control.rules }) },
  { method: 'POST', path: '/rules', run: ({ control }, { body }) => ({ id: control.addRule(read.rule(body)) }) },
  {
    method: 'DELETE',
    path: '/rules/{id}',
    run: ({ control }, { params }) => {
      if (!control.removeRule(params.id!)) throw new ControlError(404, `there is no rule '${params.id}'; GET /__kling/rules lists them`)
      return {}
    },
  },
  { method: 'GET', path: '/requests', run: ({ log }) => ({ requests: log.entries }) },
  { method: 'GET', path: '/callbacks', run: ({ control }) => ({ callbacks: control.callbacks, signed: control.signsCallbacks }) },
  // Whoever is sent callbacks here sees them in the list of callbacks.
  { method: 'POST', path: '/receiver', quiet: true, run: () => ({}) },
  {
    method: 'POST',
    path: '/webhook-secret',
    run: ({ control }) => {
      const secret = `whsec_${randomBytes(24).toString('base64')}`
      control.setWebhookSecret(secret)
      return { secret }
    },
  },
  { method: 'GET', path: '/words', run: () => ({ words: troubleWords, failures: taskFailures, codes: errorCodes.filter(({ code }) => code !== 0) }) },
  {
    method: 'GET',
    path: '/operations',
    run: ({ about }, { query }) => ({ operations: offeredBy(viewNamed(query.get('view') ?? about.gateway)), views: gatewayNames }),
  },
  {
    method: 'GET',
    path: '/operations/{id}/examples',
    run: async ({ about }, { params, query }) => ({ examples: await examplesOf(viewNamed(query.get('view') ?? about.gateway), params.id!) }),
  },
  { method: 'GET', path: '/charges', run: ({ control }, { query }) => ({ charges: control.charges.slice(-read.limit(query)).reverse() }) },
  { method: 'GET', path: '/balance', run: ({ control }) => balanceOf(control) },
  {
    method: 'POST',
    path: '/balance',
    run: ({ control }, { body }) => {
      control.setPacks(read.packs(body, control.packs))
      return balanceOf(control)
    },
  },
  {
    method: 'POST',
    path: '/reset',
    run: async ({ control }) => {
      await control.reset()
      return {}
    },
  },
  {
    method: 'POST',
    path: '/seed',
    run: async ({ control }, { body }) => {
      await control.seed(body)
      return { tasks: await control.taskCount() }
    },
  },
]

async function stepped(id: string, step: Promise<boolean>): Promise<object> {
  if (!(await step)) throw new ControlError(404, `there is no task '${id}'; GET /__kling/tasks lists them`)
  return {}
}

function clockOf({ clock }: Control): object {
  return { now: clock.now(), frozen: clock.frozen, factor: clock.factor }
}

/** JSON knows no infinity: no limit of slots is null. */
function balanceOf(control: Control): object {
  const { packs, balance, charges } = control
  return {
    packs: packs.map((pack) => ({
      ...pack,
      slots: Number.isFinite(pack.slots) ? pack.slots : null,
      used_slots: control.usedSlots(pack.type),
      unit_usd: unitValue(pack.type),
    })),
    ...(balance ? { balance } : {}),
    spent: spentBy(charges),
  }
}
