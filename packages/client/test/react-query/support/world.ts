import { createSimulator, seededRandom } from '@klingkit/simulator'
import { createKling, type Kling } from '../../../src/index.ts'
import { ManualClock } from './manual-clock.ts'

/** A client as a page has it, without a credential, and a backend that puts one in and hands on to a simulator whose tasks take their real time. */
export function createWorld() {
  const clock = new ManualClock()
  const simulator = createSimulator({ speed: 'real', clock, timers: clock, random: seededRandom(7) })
  const sent: { method: string; target: string }[] = []
  const state = {
    /** Answers in the place of the simulator. */
    answering: undefined as ((target: string) => Response | undefined) | undefined,
    aborted: 0,
  }
  const fetch = async (url: string, init: RequestInit) => {
    const { pathname, search } = new URL(url)
    const target = decodeURIComponent(`${pathname}${search}`)
    sent.push({ method: init.method!, target })
    init.signal?.addEventListener('abort', () => state.aborted++)
    clock.busy++
    try {
      return state.answering?.(target) ?? (await simulator.fetch(url, { ...init, headers: { ...(init.headers as object), Authorization: 'Bearer any' } }))
    } finally {
      clock.busy--
    }
  }
  const random = seededRandom(11)
  const kling: Kling = createKling({ baseUrl: 'http://127.0.0.1:4010', clock, random: () => random.next(), fetch })
  const reads = (part = '') => sent.filter(({ method, target }) => method === 'GET' && target.includes(part))
  return { clock, simulator, kling, sent, reads, state }
}

export const answered = (data: unknown) => new Response(JSON.stringify({ code: 0, message: 'SUCCEED', request_id: 'r-1', data }))
