import { type Contract, type ContractOperation, readContract } from '../document/contract.js'
import { Budget } from './budget.js'
import { type Call, Caller, type Reply, StopRun, skipped } from './caller.js'
import { Chains, inOrder, isReferredTo } from './chains.js'
import { credentialsOf } from './credentials.js'
import { externalIdIn, FreshIds, namesServedModel } from './example-body.js'
import { inLanes } from './in-lanes.js'
import { CheckError, type CheckOptions } from './options.js'
import type { CheckReport, Outcome } from './outcome.js'
import { type Clock, realClock } from './pace.js'
import { plainReads, readOf, readsExternalIds, unknownRead } from './reads.js'
import { type Safety, safetyOf } from './safety.js'
import { isEnded, taskIdsIn, taskIn } from './tasks.js'

interface MadeTask {
  create: ContractOperation
  id: string
  externalId: string | undefined
}

/** Calls under way at a time, where nobody else uses the server. */
const lanesHere = 6
const pollHere = 200
const pollLive = 5000

/**
 * Drives the operations of a document with their examples and holds every answer against it. Where calls may be billed only free ones are sent, unless `allowPaid` is set.
 *
 * @returns what was sent and what came of it; `isKept(report)` tells whether the contract was kept
 * @throws CheckError when the check cannot be made as asked for
 * @example
 * const report = await runCheck({ baseUrl: 'http://127.0.0.1:4010' })
 * console.log(isKept(report), report.outcomes.filter(({ result }) => result === 'failed'))
 */
export async function runCheck(options: CheckOptions, clock: Clock = realClock): Promise<CheckReport> {
  const baseUrl = baseUrlOf(options.baseUrl)
  const gateway = options.gateway ?? 'official'
  if (options.allowPaid && options.maxUnits === undefined)
    throw new CheckError('allowPaid needs maxUnits: --allow-paid --max-units N, the most units the run may cost')
  const safety = await safetyOf(baseUrl, options.safe)
  if (safety.live && baseUrl.protocol !== 'https:' && options.safe !== 'on') {
    throw new CheckError(`${baseUrl.host} would get the credential unencrypted: use https, or --safe on if it is a proxy of your own`)
  }
  const contract = readContract(gateway)
  return new Check(options, baseUrl, contract, safety, clock).run()
}

class Check {
  #caller: Caller
  #budget: Budget | undefined
  #chains = new Chains()
  #fresh = new FreshIds(Math.random().toString(36).slice(2, 10))
  #outcomes: Outcome[] = []
  #tasks: MadeTask[] = []
  #operations: ContractOperation[]

  constructor(
    private options: CheckOptions,
    private baseUrl: URL,
    private contract: Contract,
    private safety: Safety,
    private clock: Clock,
  ) {
    this.#budget = options.allowPaid ? new Budget(options.maxUnits!) : undefined
    this.#operations = chosen(contract, options)
    this.#caller = new Caller({
      baseUrl,
      contract,
      credentials: credentialsOf(options, contract.gateway, safety.live),
      safety,
      watchForProxies: (options.safe ?? 'auto') === 'auto',
      budget: this.#budget,
      assumeUnits: options.assumeUnits,
      timeoutMilliseconds: (options.timeoutSeconds ?? 30) * 1000,
      clock,
    })
  }

  async run(): Promise<CheckReport> {
    const startedAt = this.clock.now()
    let stopped: CheckReport['stopped']
    try {
      // One GET first: it tells whether anybody is there, and whether a proxy stands in between.
      await this.#withoutCredentials()
      await this.#reads()
      await this.#requests()
      await this.#invalid()
    } catch (error) {
      if (!(error instanceof StopRun)) throw error
      this.#note({ outcome: (error as StopRun & { outcome: Outcome }).outcome, data: undefined })
      stopped = { reason: error.message, taskIds: error.taskIds }
    }
    const { live, why } = this.safety
    return {
      baseUrl: `${this.baseUrl.origin}${this.baseUrl.pathname.replace(/\/$/, '')}`,
      gateway: this.contract.gateway,
      safety: live ? `${this.#budget ? `up to ${this.#budget.limit} units` : 'only calls that cost nothing'}: ${why}` : `everything: ${why}`,
      startedAt: new Date(startedAt).toISOString(),
      milliseconds: this.clock.now() - startedAt,
      outcomes: this.#outcomes,
      ...(stopped ? { stopped } : {}),
      taskIds: this.#caller.taskIds,
      ...(live && this.#budget ? { units: { spent: this.#budget.spent, limit: this.#budget.limit } } : {}),
    }
  }

  get #lanes(): number {
    return this.safety.live ? 1 : lanesHere
  }

  /** One read per standard, because each looks at credentials in its own way. Where none of the chosen operations is a read, one is made all the same: before anything is posted, it must be known who answers. */
  async #withoutCredentials(): Promise<void> {
    const standards = new Set<string>()
    if (!this.#operations.some(isServedRead)) {
      const call = anonymousCall(this.contract.operations.find(isServedRead)!, this.#fresh.next(), this.clock.now())
      refuseIfSilent((await this.#caller.call(call)).outcome, this.baseUrl)
    }
    for (const operation of this.#operations.filter(isServedRead)) {
      if (standards.has(operation.standard)) continue
      standards.add(operation.standard)
      const { outcome } = await this.#done(anonymousCall(operation, this.#fresh.next(), this.clock.now()))
      if (standards.size === 1) refuseIfSilent(outcome, this.baseUrl)
    }
  }

  async #reads(): Promise<void> {
    const calls = this.#operations
      .filter(({ method }) => method === 'GET')
      .flatMap((operation) =>
        operation.kind === 'query one' || operation.kind === 'query many by id'
          ? [unknownRead(operation, this.#fresh.next())]
          : plainReads(operation, this.clock.now(), this.safety.live),
      )
    await inLanes(this.#lanes, calls, async (call) => void (await this.#done(call)))
  }

  async #requests(): Promise<void> {
    for (const rank of inOrder(this.#operations.filter(({ method }) => method === 'POST'))) {
      const made: MadeTask[] = []
      await inLanes(this.#lanes, rank, async (operation) => {
        const task = await this.#examplesOf(operation)
        if (task) made.push(task)
      })
      await inLanes(this.#lanes, made, (task) => this.#followUp(task))
    }
  }

  /** Sends the request examples of an operation; the first task it has made. */
  async #examplesOf(operation: ContractOperation): Promise<MadeTask | undefined> {
    let task: MadeTask | undefined
    let cursor: string | undefined
    for (const [name, example] of this.#chosenExamples(operation)) {
      const { body, missing } = this.#chains.adapt(operation, this.#fresh.freshen(example, { callbacks: !this.safety.live }))
      const call: Call = { operation, name: `example ${name}`, path: operation.path, body, expectation: this.#expected(operation, body, missing) }
      if (missing.length > 0 && this.safety.live && this.#budget) {
        this.#note(skipped(call, `it refers to what has to be made first: ${missing.join(', ')}`))
        continue
      }
      if (operation.kind === 'cursor list' && body.cursor) {
        if (cursor) body.cursor = cursor
        else call.expectation = 'either'
      }
      const { data } = await this.#done(call)
      if (data === undefined) continue
      cursor ??= typeof data?.next_cursor === 'string' && data.next_cursor !== '' ? data.next_cursor : undefined
      this.#chains.noteAnswer(operation, data)
      const [id] = operation.kind === 'async task' ? taskIdsIn(operation, data) : []
      if (id !== undefined) task ??= { create: operation, id, externalId: externalIdIn(body) }
    }
    if (task) this.#tasks.push(task)
    return task
  }

  #chosenExamples({ requests, retired }: ContractOperation): [string, any][] {
    const all = Object.entries(requests)
    const which = this.options.examples ?? (this.safety.live ? 'minimal' : 'all')
    if (which === 'all' && !retired) return all
    return all.filter(([name], index) => (Object.hasOwn(requests, 'minimal') ? name === 'minimal' : index === 0))
  }

  #expected(operation: ContractOperation, body: unknown, missing: string[]): Call['expectation'] {
    if (operation.retired) return 'retired'
    return namesServedModel(operation, body) && missing.length === 0 ? 'success' : 'either'
  }

  /** Reads a task by both ids, and again until it has ended, so that what it made is known. */
  async #followUp({ create, id, externalId }: MadeTask): Promise<void> {
    const read = this.#operations.find((operation) => operation.id === create.task?.get)
    if (!read) return
    if (externalId !== undefined && readsExternalIds(read) && this.#findsExternalIds()) {
      await this.#done(readOf(read, { external: externalId, task: id }, `own id of a task of ${create.id}`))
    }
    const call = readOf(read, { task: id }, `task of ${create.id}`)
    const deadline = this.clock.now() + (this.options.waitSeconds ?? 30) * 1000
    let reply = await this.#caller.call(call)
    while (reply.outcome.result === 'passed' && !isEnded(taskIn(reply.data, id)!) && this.clock.now() < deadline) {
      await this.clock.sleep(this.safety.live ? pollLive : pollHere)
      reply = await this.#caller.call(call)
    }
    this.#note(reply)
    const task = taskIn(reply.data, id)
    if (task && isReferredTo(create)) this.#chains.noteTask(create, task)
  }

  /** Of a gateway it may be known that it does not. */
  #findsExternalIds(): boolean {
    const gateway = this.contract.document['x-kling-gateway']
    return gateway === undefined || gateway.habits?.lookup?.external_task_id === true
  }

  async #invalid(): Promise<void> {
    const calls = this.#operations
      .filter(({ method, retired }) => method === 'POST' && !retired)
      .flatMap((operation) =>
        Object.entries(operation.invalid).map(([name, { at, observed, value }]): Call => {
          // What is wrong with a body stays as it is.
          const kept = { externalIds: at?.includes('external_task_id'), callbacks: at?.includes('callback_url') || !this.safety.live }
          const body = this.#fresh.freshen(value, kept)
          return { operation, name: `invalid ${name}`, path: operation.path, body, expectation: 'refusal', observed: observed === true }
        }),
      )
    await inLanes(this.#lanes, calls, async (call) => void (await this.#done(call)))
  }

  async #done(call: Call): Promise<Reply> {
    const reply = await this.#caller.call(call)
    this.#note(reply)
    return reply
  }

  #note({ outcome }: Reply): void {
    this.#outcomes.push(outcome)
    this.options.onOutcome?.(outcome)
  }
}

function isServedRead({ method, retired }: ContractOperation): boolean {
  return method === 'GET' && !retired
}

function anonymousCall(operation: ContractOperation, id: string, now: number): Call {
  const byId = operation.kind === 'query one' || operation.kind === 'query many by id'
  const { path, query } = byId ? unknownRead(operation, id) : plainReads(operation, now, true)[0]!
  return { operation, name: 'without credential', path, ...(query ? { query } : {}), expectation: 'unauthorized', anonymous: true }
}

function refuseIfSilent({ findings }: Outcome, baseUrl: URL): void {
  const silent = findings.find(({ rule }) => rule === 'no-answer')
  if (silent) throw new CheckError(`nothing answers at ${baseUrl.origin}: ${silent.message}. Is the server running?`)
}

function chosen({ operations }: Contract, { operations: wanted, experimental = false }: CheckOptions): ContractOperation[] {
  const unknown = wanted?.find((id) => !operations.some((operation) => operation.id === id))
  if (unknown !== undefined) throw new CheckError(`the document has no operation '${unknown}'; ids are spelled as createText2Video`)
  return operations.filter(({ id, status }) => (wanted ? wanted.includes(id) : experimental || status !== 'experimental'))
}

function baseUrlOf(given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CheckError(`the base URL begins with http:// or https://, for example http://127.0.0.1:4010, not '${given.replace(/\/\/[^/]*@/, '//')}'`)
  if (url.username !== '' || url.password !== '') throw new CheckError('the base URL has no place for a credential: set KLINGAI_API_KEY, or use --api-key')
  return url
}
