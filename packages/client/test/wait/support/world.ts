import { createSimulator, type SimulatorOptions, seededRandom } from '@klingkit/simulator'
import { type Client, configurationOf } from '../../../src/core/client.ts'
import { createKling, type KlingOptions } from '../../../src/index.ts'
import type { SharedPoller } from '../../../src/wait/poller.ts'
import { FastClock } from './fast-clock.ts'

export interface Sent {
  method: string
  /** Path and query. */
  target: string
  /** Milliseconds since the world began. */
  time: number
}

type Answering = (target: string, count: number) => Response | undefined

/** A client, a simulator behind it whose tasks take their real time, and one clock for both. */
export function createWorld({ latency = 0, ...simulated }: SimulatorOptions & { latency?: number } = {}, options: KlingOptions = {}) {
  const clock = new FastClock()
  const began = clock.now()
  const simulator = createSimulator({ speed: 'real', clock, timers: clock, random: seededRandom(7), ...simulated })
  const sent: Sent[] = []
  const state = {
    /** Answers in the place of the simulator. */
    answering: undefined as Answering | undefined,
    /** Requests whose signal was aborted. */
    aborted: 0,
  }
  const fetch = async (url: string, init: RequestInit) => {
    const { pathname, search } = new URL(url)
    const target = decodeURIComponent(`${pathname}${search}`)
    const count = sent.push({ method: init.method!, target, time: clock.now() - began })
    init.signal?.addEventListener('abort', () => state.aborted++)
    if (latency > 0) await clock.pass(latency)
    const own = state.answering?.(target, count)
    if (own) return own
    clock.busy++
    try {
      return await simulator.fetch(url, init)
    } finally {
      clock.busy--
    }
  }
  const random = seededRandom(11)
  const client = { clock, random: () => random.next(), fetch, apiKey: 'any', ...options }
  const kling = createKling(client)
  const reads = (part = '') => sent.filter(({ method, target }) => method === 'GET' && target.includes(part))
  return { clock, simulator, kling, client, sent, reads, state, elapsed: () => clock.now() - began }
}

export const refused = (status: number, code: number, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ code, message: 'not now', request_id: 'r-1' }), { status, headers })

export const answered = (data: unknown) => new Response(JSON.stringify({ code: 0, message: 'SUCCEED', request_id: 'r-1', data }))

/** What is read for the waits of a client, by what can be read together. */
export const groupsOf = (client: Client) => (client[configurationOf]().poller as SharedPoller).groups
