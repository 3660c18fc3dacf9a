import { fork } from 'node:child_process'
import path from 'node:path'
import { keepOnCore, processorTime, stopProcess, watch } from '../processes.ts'
import type { RunningServer } from '../servers.ts'

/** One kind of request, sent over and over. With several paths each connection goes through its share of them. */
export interface Load {
  method: 'GET' | 'POST'
  paths: string[]
  headers: Record<string, string>
  body?: string
}

export interface LoadOrder extends Load {
  origin: string
  connections: number
  seconds: number
  mostRequests: number
}

export interface LoadOutcome {
  answers: number
  /** Answers of another status than 2xx, broken connections and time-outs. */
  failures: number
  seconds: number
  p50: number
  p99: number
  /** Milliseconds of processor time that sending took. */
  processorTime: number
}

export interface Measured {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Share of one core that the server used, where the system tells; far below 1 something else held it up. */
  serverBusy: number | undefined
  /** The same of the process that sends; close to 1 means that the server could have done more. */
  generatorBusy: number
  /** Microseconds of processor time that the server spent on each request. */
  serverTime: number | undefined
}

export const connections = 20

/** A process of its own that sends requests, so that sending does not slow down whoever measures. */
export class LoadGenerator {
  #child = watch(fork(path.join(import.meta.dirname, 'generator.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }))

  /** Whether sender and servers are kept apart, each on a core of its own. */
  readonly apart = keepOnCore(this.#child.pid!, 1)

  /** Sends requests for some seconds. @throws if anything but success came back, because then the figure would mean something else */
  async run({ origin, pid }: Pick<RunningServer, 'origin' | 'pid'>, load: Load, seconds: number): Promise<Measured> {
    if (this.apart) keepOnCore(pid, 0)
    const before = processorTime(pid)
    const began = performance.now()
    const outcome = await this.#order({ ...load, origin, connections, seconds, mostRequests: seconds * 200_000 })
    const elapsed = performance.now() - began
    const after = processorTime(pid)
    if (outcome.failures > 0 || outcome.answers === 0)
      throw new Error(`${load.method} ${origin}${load.paths[0]}: ${outcome.failures} of ${outcome.answers + outcome.failures} requests failed`)
    const used = before === undefined || after === undefined ? undefined : after - before
    return {
      perSecond: outcome.answers / outcome.seconds,
      p50: outcome.p50,
      p99: outcome.p99,
      serverBusy: used === undefined ? undefined : used / elapsed,
      generatorBusy: outcome.processorTime / elapsed,
      serverTime: used === undefined ? undefined : (used * 1000) / outcome.answers,
    }
  }

  async stop(): Promise<void> {
    await stopProcess(this.#child)
  }

  #order(order: LoadOrder): Promise<LoadOutcome> {
    return new Promise((resolve, reject) => {
      const child = this.#child
      const limit = setTimeout(() => settle(() => reject(new Error(`${order.origin}: no result within ${order.seconds + 15} s`))), (order.seconds + 15) * 1000)
      const answered = (outcome: LoadOutcome | { error: string }) => settle(() => ('error' in outcome ? reject(new Error(outcome.error)) : resolve(outcome)))
      const ended = () => settle(() => reject(new Error('the load generator ended')))
      const settle = (then: () => void) => {
        clearTimeout(limit)
        child.off('message', answered).off('exit', ended)
        then()
      }
      child.on('message', answered).on('exit', ended)
      child.send(order)
    })
  }
}
