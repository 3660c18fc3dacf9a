import type { RandomSource } from '../ports.js'
import { parseTrouble, type Trouble } from './trouble.js'

/** Makes trouble for the requests it matches. */
export interface TroubleRule {
  match?: {
    /** Operation id, or its start followed by `*`. */
    operation?: string
    model?: string
    /** Text the prompt contains. */
    prompt?: string
    /** Only the n-th matching request, counted from 1. */
    nth?: number
  }
  /** Words as in a header, `code=1303,delay=2s`, or the trouble as an object. */
  then: string | Trouble
  /** How often it happens, from 0 to 1; the random source decides. Default 1. */
  probability?: number
}

interface Kept {
  id: string
  rule: TroubleRule
  trouble: Trouble
  seen: number
}

/** The rules in force, in the order they were set; the first that matches counts. */
export class TroubleRules {
  #rules: Kept[] = []
  #count = 0

  constructor(private random: RandomSource) {}

  /** @throws TroubleError when a word is not known */
  add(rule: TroubleRule): string {
    const trouble = typeof rule.then === 'string' ? parseTrouble(rule.then) : rule.then
    const id = `rule-${++this.#count}`
    this.#rules.push({ id, rule, trouble, seen: 0 })
    return id
  }

  remove(id: string): boolean {
    const before = this.#rules.length
    this.#rules = this.#rules.filter((kept) => kept.id !== id)
    return this.#rules.length < before
  }

  clear(): void {
    this.#rules = []
  }

  get all(): { id: string; rule: TroubleRule; seen: number }[] {
    return this.#rules.map(({ id, rule, seen }) => ({ id, rule, seen }))
  }

  get empty(): boolean {
    return this.#rules.length === 0
  }

  for(operation: string, body: any): Trouble {
    for (const kept of this.#rules) {
      const { match = {}, probability = 1 } = kept.rule
      if (match.operation !== undefined && !(match.operation.endsWith('*') ? operation.startsWith(match.operation.slice(0, -1)) : operation === match.operation)) continue
      if (match.model !== undefined && body?.model_name !== match.model) continue
      if (match.prompt !== undefined && !promptOf(body).includes(match.prompt)) continue
      kept.seen++
      if (match.nth !== undefined && kept.seen !== match.nth) continue
      if (probability < 1 && this.random.next() >= probability) continue
      return kept.trouble
    }
    return {}
  }
}

function promptOf(body: any): string {
  if (typeof body?.prompt === 'string') return body.prompt
  const item = Array.isArray(body?.contents) ? body.contents.find((content: any) => content?.type === 'prompt') : undefined
  return typeof item?.text === 'string' ? item.text : ''
}
