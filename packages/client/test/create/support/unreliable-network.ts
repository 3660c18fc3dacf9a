import type { Simulator } from '@klingkit/simulator'
import type { Clock } from '../../../src/index.ts'
import { virtualClock } from '../../support/virtual-clock.ts'

/** What happens to one request: `deliver` brings it to the service, with trouble in the mock's words if there shall be some; it may be called later, twice, or not at all. */
export type Fault = (way: {
  deliver: (trouble?: string) => Promise<Response>
  clock: Clock
  random: () => number
  onNext: (what: Moment, run: () => void) => void
}) => Promise<Response>

type Moment = 'create' | 'lookup'

const lost = (): never => {
  throw new TypeError('fetch failed: the connection was reset')
}
const never = () => new Promise<never>(() => {})
const refusal = (status: number, code: number, headers = {}) => new Response(JSON.stringify({ code, message: 'put off', request_id: 'r' }), { status, headers })
const later = (random: () => number, most: number) => Math.ceil(random() * most)

/** The named fault points of a create. */
export const createFaults: Record<string, Fault> = {
  answered: ({ deliver }) => deliver(),
  'lost on the way there': async () => lost(),
  swallowed: never,
  'created, answer lost': ({ deliver }) => deliver('lost-answer'),
  'created, answer cut': ({ deliver, random }) => deliver(`truncate=${Math.floor(random() * 150)}`),
  'created, answer after the time-out': ({ deliver }) => deliver('delay=1h'),
  'created, 5000': ({ deliver }) => deliver('code=5000,created'),
  'created, 5001': ({ deliver }) => deliver('code=5001,created'),
  'created, 5002': ({ deliver }) => deliver('code=5002,created'),
  'created, page of a proxy with 502': async ({ deliver }) => deliver().then(() => new Response('<html>Bad Gateway</html>', { status: 502 })),
  'created, page of a proxy with 200': async ({ deliver }) => deliver().then(() => new Response('<html>Hello</html>')),
  'created, answer without an id': async ({ deliver }) => deliver().then(() => new Response('{"code":0,"message":"SUCCEED","data":{}}')),
  'not created, 5000': ({ deliver }) => deliver('code=5000'),
  'not created, 5002': ({ deliver }) => deliver('code=5002'),
  'created late, 5002': ({ deliver, random }) => deliver(`code=5002,created-late=${later(random, 60)}s`),
  'created late, reset': ({ deliver, random }) => deliver(`reset,created-late=${later(random, 60_000)}ms`),
  'arrives late, reset': async ({ deliver, clock, random }) => {
    clock.at(clock.now() + later(random, 100_000), () => void deliver())
    return lost()
  },
  'arrives late, swallowed': async ({ deliver, clock, random }) => {
    clock.at(clock.now() + later(random, 100_000), () => void deliver())
    return never()
  },
  'arrives after the next lookup': async ({ deliver, onNext }) => {
    onNext('lookup', () => void deliver())
    return lost()
  },
  'arrives after the next create': async ({ deliver, onNext }) => {
    onNext('create', () => void deliver())
    return lost()
  },
  doubled: async ({ deliver, random }) => {
    const [first, second] = [await deliver(), await deliver()]
    return random() < 0.5 ? first : second
  },
  'doubled late, answer lost': async ({ deliver, clock, random }) => {
    await deliver()
    clock.at(clock.now() + later(random, 100_000), () => void deliver())
    return lost()
  },
  '1302': async () => refusal(429, 1302),
  '1303': async () => refusal(429, 1303),
  '1303 with Retry-After': async ({ random }) => refusal(429, 1303, { 'retry-after': String(later(random, 20)) }),
  '1003': async () => refusal(401, 1003),
  '1102': async () => refusal(429, 1102),
  '1301': async () => refusal(400, 1301),
}

/** The named fault points of a lookup. */
export const lookupFaults: Record<string, Fault> = {
  answered: ({ deliver }) => deliver(),
  lost: async () => lost(),
  swallowed: never,
  'answer lost': ({ deliver }) => deliver('reset'),
  'answer cut': ({ deliver, random }) => deliver(`truncate=${Math.floor(random() * 150)}`),
  '5000': ({ deliver }) => deliver('code=5000'),
  '1302': ({ deliver }) => deliver('code=1302'),
  '1003': async () => refusal(401, 1003),
}

/** When a caller has enough. */
export type AbortPoint = { before: number } | { after: number } | { at: number }

export interface Plan {
  creates: string[]
  lookups: string[]
  abort?: AbortPoint | undefined
}

/** A plan by chance: some creates and lookups with trouble, the rest without; every fourth caller gives up at some point. */
export function planOf(random: () => number): Plan {
  const pick = (faults: Record<string, Fault>) => Object.keys(faults)[Math.floor(random() * Object.keys(faults).length)]!
  const some = (faults: Record<string, Fault>, most: number) => Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(faults))
  const request = () => Math.floor(random() * 6)
  const points: (() => AbortPoint)[] = [() => ({ before: request() }), () => ({ after: request() }), () => ({ at: random() * 150_000 })]
  return {
    creates: some(createFaults, 5),
    lookups: some(lookupFaults, 4),
    abort: random() < 0.25 ? points[Math.floor(random() * 3)]!() : undefined,
  }
}

/** A network between a client and the simulator on which everything goes as planned, that is: wrong. */
export function unreliableNetwork(simulatorOf: (clock: Clock) => Simulator, { creates, lookups, abort }: Plan, random: () => number) {
  const clock = virtualClock()
  const simulator = simulatorOf(clock)
  const controller = new AbortController()
  const left = { create: [...creates], lookup: [...lookups] }
  const next: { what: Moment; run: () => void }[] = []
  let requests = 0
  const give = (point: AbortPoint | undefined, when: 'before' | 'after', number: number) => {
    if (point && when in point && (point as Record<string, number>)[when] === number) controller.abort(new Error('enough'))
  }
  if (abort && 'at' in abort) clock.at(clock.now() + abort.at, () => controller.abort(new Error('enough')))

  async function fetch(url: string, init: RequestInit): Promise<Response> {
    const number = requests++
    const what = init.method === 'GET' ? 'lookup' : 'create'
    const name = left[what].shift() ?? 'answered'
    give(abort, 'before', number)
    const deliver = (trouble?: string) => {
      const headers = new Headers(init.headers)
      if (trouble) headers.set('kling-mock-trouble', trouble)
      // What is under way arrives whether its sender still waits or not.
      return simulator.fetch(url, { method: init.method!, headers, ...(init.body ? { body: init.body } : {}) })
    }
    const onNext = (moment: Moment, run: () => void) => void next.push({ what: moment, run })
    const due = next.filter((waiting) => waiting.what === what)
    try {
      return await (what === 'create' ? createFaults : lookupFaults)[name]!({ deliver, clock, random, onNext })
    } finally {
      for (const waiting of due) {
        next.splice(next.indexOf(waiting), 1)
        waiting.run()
      }
      give(abort, 'after', number)
    }
  }

  /** Lets everything that is still under way arrive. */
  async function settle(): Promise<void> {
    for (const { run } of next.splice(0)) run()
    await new Promise<void>((resolve) => void clock.at(clock.now() + 7_200_000, resolve))
  }

  return { clock, simulator, fetch, signal: controller.signal, settle, requests: () => requests }
}
