import type { Contract, ContractOperation } from '../document/contract.js'
import { parseExact } from '../json/exact-json.js'
import { refusalIn } from '../judge/envelope.js'
import type { Finding } from '../judge/finding.js'
import { Judge, type Verdict } from '../judge/judge.js'
import type { Budget } from './budget.js'
import type { Credentials } from './credentials.js'
import { expectationFindings, isWronglyAccepted } from './expectations.js'
import type { Expectation, Outcome } from './outcome.js'
import { type Clock, Pace } from './pace.js'
import { mostUnits } from './price.js'
import { withoutSecrets } from './redact.js'
import type { Safety } from './safety.js'
import { type Answer, exchangeOf, NoAnswerError, type Question, send } from './send.js'
import { taskIdsIn } from './tasks.js'

export interface Call {
  operation: ContractOperation
  name: string
  path: string
  query?: Record<string, string>
  body?: unknown
  expectation: Expectation
  /** The real service was seen refusing exactly this. */
  observed?: boolean
  /** Sent without a credential. */
  anonymous?: boolean
  /** More that must be true of the answer. */
  also?: (data: any) => Finding[]
}

export interface Reply {
  outcome: Outcome
  /** `data` of an answer that was accepted, with every digit. */
  data: any
}

/** Something was accepted on a live host that had to be refused. */
export class StopRun extends Error {
  constructor(
    message: string,
    readonly taskIds: string[],
  ) {
    super(message)
  }
}

interface Settings {
  baseUrl: URL
  contract: Contract
  credentials: Credentials
  safety: Safety
  /** A local server that passes requests on counts as live. */
  watchForProxies: boolean
  budget: Budget | undefined
  assumeUnits: number | undefined
  timeoutMilliseconds: number
  clock: Clock
}

/** A pause between calls to `/account/*`, which allow one per second. */
const accountInterval = 1000

/** Sends calls one by one, as far as they may be sent, and judges the answers. */
export class Caller {
  readonly safety: Safety
  readonly taskIds: string[] = []
  #judge: Judge
  #accountPace: Pace

  constructor(private settings: Settings) {
    this.safety = settings.safety
    this.#judge = new Judge(settings.contract)
    this.#accountPace = new Pace(accountInterval, settings.clock)
  }

  /** @throws StopRun when the run has to end */
  async call(call: Call): Promise<Reply> {
    const { operation, anonymous } = call
    const token = anonymous ? undefined : this.settings.credentials.tokenFor(operation)
    if (!anonymous && token === undefined) return skipped(call, 'access keys are not accepted here; it needs an API key')
    const allowance = this.#allowance(call)
    if ('reason' in allowance) return skipped(call, allowance.reason)
    if (this.safety.live && operation.standard === 'account') await this.#accountPace.turn()

    const { path, query, body } = call
    const question: Question = { method: operation.method, path, query, body, token }
    const startedAt = this.settings.clock.now()
    let answer: Answer
    try {
      answer = await send(this.settings.baseUrl, question, this.settings.timeoutMilliseconds)
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error
      // Nobody knows whether it was accepted: what was set aside stays so.
      return { outcome: outcome(call, [{ rule: 'no-answer', at: 'response', message: error.message }]), data: undefined }
    }
    const verdict = await this.#judge.judge(operation, exchangeOf(question, answer))
    this.#noticeProxy(answer)
    return this.#concluded(call, answer, verdict, allowance.units, this.settings.clock.now() - startedAt)
  }

  #concluded(call: Call, answer: Answer, verdict: Verdict, units: number, milliseconds: number): Reply {
    const { operation, expectation } = call
    const accepted = refusalIn(verdict.body) === undefined && answer.status < 300
    if (!accepted) this.settings.budget?.giveBack(units)
    const data = accepted && verdict.body !== undefined ? parseExact(answer.text)?.data : undefined
    const made = operation.kind === 'async task' ? taskIdsIn(operation, data) : []
    this.taskIds.push(...made)
    const wrong = isWronglyAccepted(expectation, answer, verdict)
    const findings = [
      ...expectationFindings(expectation, operation, answer, verdict),
      ...verdict.response,
      ...(accepted && !wrong ? (call.also?.(data) ?? []) : []),
    ]
    const concluded = outcome(call, this.#clean(findings), answer.status, milliseconds)
    if (wrong && this.safety.live && operation.method === 'POST') {
      throw Object.assign(new StopRun(`${operation.id} accepted '${call.name}', which had to be refused`, made), { outcome: concluded })
    }
    return { outcome: concluded, data }
  }

  /** Whether a call may be sent, and what was set aside for it. */
  #allowance(call: Call): { units: number } | { reason: string } {
    const { operation, body, observed } = call
    if (!this.safety.live || operation.method === 'GET' || observed) return { units: 0 }
    const { budget, assumeUnits } = this.settings
    if (!budget) return { reason: 'may be billed: send it with --allow-paid --max-units N' }
    const day = new Date(this.settings.clock.now()).toISOString().slice(0, 10)
    const units = mostUnits(operation, body, day) ?? assumeUnits
    if (units === undefined) return { reason: 'nobody published its price: --assume-units N lets it count N units' }
    if (!budget.take(units)) return { reason: `costs up to ${units} units, more than is left of --max-units` }
    return { units }
  }

  #noticeProxy({ via }: Answer): void {
    if (via === undefined || this.safety.live || !this.settings.watchForProxies) return
    this.safety.live = true
    this.safety.why = `the answers come through a proxy (Via: ${via.slice(0, 60)}), so they may be those of the live service`
  }

  #clean(findings: Finding[]): Finding[] {
    return findings.map((finding) => ({ ...finding, message: withoutSecrets(finding.message, this.settings.credentials.secrets) }))
  }
}

/** A call that is left out. */
export function skipped(call: Omit<Call, 'path'> & { path?: string }, reason: string): Reply {
  return { outcome: { ...outcome({ path: call.operation.path, ...call }, []), result: 'skipped', reason }, data: undefined }
}

function outcome({ operation, name, path, query, expectation }: Call, findings: Finding[], status?: number, milliseconds?: number): Outcome {
  const search = query ? `?${new URLSearchParams(query)}` : ''
  return {
    operation: operation.id,
    name,
    line: `${operation.method} ${path}${search}`,
    expectation,
    result: findings.length > 0 ? 'failed' : 'passed',
    findings,
    ...(status === undefined ? {} : { status }),
    ...(milliseconds === undefined ? {} : { milliseconds }),
  }
}
