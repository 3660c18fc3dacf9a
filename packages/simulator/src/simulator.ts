import { specHash as tables } from '@klingkit/openapi/runtime'
import { Account } from './account/account.js'
import type { Pack } from './account/pack.js'
import { Deliveries } from './callbacks/deliveries.js'
import { Control } from './control.js'
import { ControlledClock } from './controlled-clock.js'
import { CredentialCheck } from './credentials.js'
import { fetchOver } from './fetch-adapter.js'
import { GatewayProfile } from './gateway-profile.js'
import { specHash } from './generated/spec-hash.gen.js'
import { createIdSource } from './ids.js'
import type { Journal, Kept } from './journal.js'
import { Library } from './library.js'
import { MemoryStore } from './memory-store.js'
import type { PlainAnswer, PlainRequest } from './plain-request.js'
import { platform } from './platform.js'
import type { TaskStore } from './ports.js'
import { ReferenceCheck } from './references.js'
import { RequestLog } from './request-log.js'
import { RequestPath } from './request-path.js'
import { sameDocument } from './same-document.js'
import { completePack, plant } from './seed/plant.js'
import { readSeed } from './seed/read-seed.js'
import type { SimulatorOptions } from './simulator-options.js'
import { exampleAddress } from './tasks/media.js'
import type { TaskRecord } from './tasks/task-record.js'
import { Tasks } from './tasks/tasks.js'
import { TroubleRules } from './trouble/rules.js'

/** A Kling API in this process. */
export interface Simulator {
  /** Answers a request of the Fetch API; the host of its address does not matter. */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>
  /** Answers a plain request; adapters that can make connection trouble use this one. */
  handle(request: PlainRequest): Promise<PlainAnswer>
  /** Moves time and tasks, makes trouble, shows what happened. */
  control: Control
  /** Calls off every callback that is still to be sent. */
  close(): void
}

/**
 * A Kling API that runs in this process: tasks take their time, callbacks go out, units are charged, refusals read as the service words them. Only the pixels are missing.
 *
 * @throws TypeError that names what is wrong with the seed
 * @example
 * const simulator = createSimulator({ validate: checkRequest, speed: 'instant' })
 * const answer = await simulator.fetch('https://any.host/v1/videos/text2video', { method: 'POST', headers: { authorization: 'Bearer any' }, body: '{"prompt":"a fox","model_name":"kling-v3"}' })
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  sameDocument({ '@klingkit/simulator': specHash, '@klingkit/openapi': tables })
  const clock = options.clock ?? platform.clock()
  const controlled = clock instanceof ControlledClock ? clock : undefined
  const timers = options.timers ?? controlled ?? platform.clock()
  const random = options.random ?? platform.random()
  const ids = options.ids ?? createIdSource(random)
  const store = options.store ?? new MemoryStore()
  const address = options.mediaAddress ?? exampleAddress
  const profile = new GatewayProfile(options.gateway)
  const { journal } = options
  const kept = journal?.kept
  if (controlled) resume(controlled, journal)
  const account = new Account(journal)
  const log = new RequestLog()
  const rules = new TroubleRules(random, journal)
  const library = new Library(clock, ids, store)
  const deliveries = new Deliveries({
    clock,
    timers,
    ids,
    send: options.sendCallback,
    secrets: [options.webhookSecret ?? []].flat(),
    allowedHosts: options.allowCallbackHosts ?? [],
    timeout: options.callbackTimeout ?? 5000,
    retryAfter: options.callbackRetryAfter ?? [1000, 5000, 25_000],
    journal,
    onChange: (delivery) => log.emit({ type: 'callback', delivery }),
  })
  const tasks = new Tasks({
    clock,
    timers,
    ids,
    random,
    store,
    account,
    deliveries,
    address,
    speed: options.speed ?? 'fast',
    timeFactor: options.timeFactor ?? 1,
    reads: options.reads,
    onChange: (id, status) => log.emit({ type: 'task', id, status }),
  })
  const references = new ReferenceCheck(options.references ?? 'known', library, store, clock)
  const handlerParts = { clock, ids, store, account, library, tasks, references, deliveries, address, profile }
  const credentials = new CredentialCheck(options.credentials ?? {}, clock, options.gateway !== undefined)
  const path = new RequestPath({ ...handlerParts, credentials, rules, log, validate: options.validate, magic: options.magic ?? true })
  const seed = options.seed && readSeed(options.seed)
  const plantSeed = async (given: unknown) => {
    await plant({ clock, ids, random, store, account, library, tasks, rules }, readSeed(given))
    account.changed()
  }

  // Until the start state is laid out, requests wait; without one nothing ever waits.
  let starting: Promise<void> | undefined
  account.reset(kept?.account?.packs ?? defaultPacks(options, clock.now()), kept?.account ? kept.account.balance : options.balance && { ...options.balance })
  rules.restore(kept?.rules.values() ?? [])
  if (options.store || seed) {
    starting = start()
    // Whoever waits for it hears of a failure.
    starting.catch(() => {})
  }

  async function start(): Promise<void> {
    if (kept?.account) {
      await goOn(kept)
    } else if ((await store.count()) > 0) {
      const { packs, balance, rules: ofSeed } = seed ?? {}
      // These are not kept; tasks and things are, so those of the seed are there already.
      await plantSeed({ ...(packs ? { packs } : {}), ...(balance ? { balance } : {}), ...(ofSeed ? { rules: ofSeed } : {}) })
      tasks.adopt(await allTasks(store))
    } else if (seed) await plantSeed(seed)
    if (!kept?.account) account.changed()
    starting = undefined
  }

  /** Where an earlier process stopped. */
  async function goOn({ charges, deliveries: sent }: Kept): Promise<void> {
    for (const charge of charges) account.charges.push(charge)
    deliveries.restore(sent.values())
    const counts = new Map<string, number>()
    for (const { taskId } of sent.values()) counts.set(taskId, (counts.get(taskId) ?? 0) + 1)
    tasks.adopt(await allTasks(store), { charged: new Set(charges.map(({ taskId }) => taskId)), sent: counts })
  }

  async function reset(): Promise<void> {
    await starting
    tasks.clear()
    deliveries.reset()
    rules.clear()
    log.clear()
    journal?.write({ forgotten: true })
    await store.clear()
    account.reset(defaultPacks(options, clock.now()), options.balance && { ...options.balance })
    if (seed) await plantSeed(seed)
    else account.changed()
  }

  function handle(request: PlainRequest): Promise<PlainAnswer> {
    return starting ? starting.then(() => path.answer(request)) : path.answer(request)
  }

  function close(): void {
    tasks.clear()
    deliveries.close()
  }

  const control = new Control({
    clock: controlled,
    account,
    deliveries,
    rules,
    log,
    store,
    tasks,
    now: () => clock.now(),
    ready: () => starting,
    plant: plantSeed,
    reset,
  })
  return { handle, control, close, fetch: fetchOver(handle, clock, timers) }
}

/** Oldest first. */
async function allTasks(store: TaskStore): Promise<TaskRecord[]> {
  const limit = Number.POSITIVE_INFINITY
  const found = [...(await store.list({ family: 'tasks', limit })), ...(await store.list({ family: 'solutions', limit }))]
  return found.sort((a, b) => a.sequence - b.sequence)
}

function resume(clock: ControlledClock, journal: Journal | undefined): void {
  if (!journal) return
  if (journal.kept?.clock) clock.resume(journal.kept.clock)
  clock.onMove = (state) => journal.write({ clock: state })
}

function defaultPacks({ units = 1e9, slots = Number.POSITIVE_INFINITY }: SimulatorOptions, now: number): Pack[] {
  return ['video', 'image', 'try_on'].map((type, index) => completePack({ type, total: units, slots }, index, now))
}
