import { checkRequest, validators } from '@klingkit/zod'
import { expect } from 'vitest'
import {
  ControlledClock,
  createSimulator,
  fromJson,
  type PlainAnswer,
  type PlainRequest,
  type Simulator,
  type SimulatorOptions,
  seededRandom,
} from '../../src/index.js'

/** A day on which everything in the document is launched, and nothing retired any more. */
export const today = Date.parse('2026-10-15T12:00:00Z')
export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

export interface Answered {
  status: number
  headers: Record<string, string>
  /** The body; a long `element_id` stands as a string of its digits. */
  json: any
  text: string
  mischief: PlainAnswer['mischief']
}

export interface World {
  simulator: Simulator
  control: Simulator['control']
  clock: ControlledClock
  /** Moves the time on, and that of callers and receivers with it. */
  pass(milliseconds: number): void
  get(url: string, headers?: Record<string, string>): Promise<Answered>
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  /** Creates a task and gives its id. */
  create(url: string, body: Record<string, unknown>, headers?: Record<string, string>): Promise<string>
  send(request: Partial<PlainRequest> & { url: string }): Promise<Answered>
}

export const authorization = 'Bearer test-key'

/** A simulator whose time stands still at noon, and whose answers are all held against the document. */
export function createWorld(options: SimulatorOptions = {}): World {
  let real = today
  const clock = new ControlledClock(() => real)
  clock.freeze(today)
  const pass = (milliseconds: number) => {
    real += milliseconds
    clock.advance(milliseconds)
  }
  const simulator = createSimulator({ validate: checkRequest, random: seededRandom(1), clock, timers: clock, ...options })

  async function send(request: Partial<PlainRequest> & { url: string }): Promise<Answered> {
    const { status, headers, body, mischief } = await simulator.handle({ method: 'GET', headers: { authorization }, ...request })
    const answered: Answered = { status, headers, json: fromJson(body), text: body, mischief }
    if (!options.gateway) expectDocumented(simulator.control.requests.at(-1)?.operationId, answered)
    return answered
  }
  const get: World['get'] = (url, headers = {}) => send({ url, headers: { authorization, ...headers } })
  const post: World['post'] = (url, body = {}, headers = {}) =>
    send({ method: 'POST', url, headers: { authorization, ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  const create: World['create'] = async (url, body, headers) => {
    const { status, json, text } = await post(url, body, headers)
    expect(status, text).toBe(200)
    return json.data.task_id ?? json.data.id
  }
  return { simulator, control: simulator.control, clock, pass, get, post, create, send }
}

/** Every answer has one of the documented shapes: that of the operation, that of a refusal, or that of a path nobody knows. */
function expectDocumented(operationId: string | undefined, { status, json, text }: Answered): void {
  if (status === 200) {
    const verdict = validators[operationId as keyof typeof validators].response.safeParse(json)
    expect(verdict.error?.issues ?? [], `${operationId} answered ${text}`).toEqual([])
  } else if (operationId) {
    expect(Object.keys(json)).toEqual(['code', 'message', 'request_id'])
  }
}
