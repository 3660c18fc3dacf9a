import type { Operation } from '@klingkit/openapi/runtime'
import { seededRandom } from '../ids.js'
import { modelOf } from '../operations.js'
import type { RandomSource } from '../ports.js'
import { readTrouble, type Trouble, TroubleError } from './trouble.js'

/** Makes trouble for the requests it matches. */
export interface TroubleRule {
  /** Everything named must hold; without it every request matches. */
  match?: {
    /** Operation id, or its start followed by `*`. */
    operation?: string
    /** Model in the body or in the path. */
    model?: string
    /** Text the prompt contains. */
    prompt?: string
    /** Only the n-th matching request, counted from 1. */
    nth?: number
  }
  /** Words as in a header, `code=1303,delay=2s`, or the trouble as an object. */
  then: string | Trouble
  /** How often it happens, from 0 to 1. Default 1. */
  probability?: number
  /** Makes the choice of a probability the same in every run. Default: the simulator's random source. */
  seed?: number
}

interface Kept {
  id: string
  rule: TroubleRule
  trouble: Trouble
  random: RandomSource
  seen: number
}

/** The rules in force, in the order they were set; the first that matches counts. */
export class TroubleRules {
  #rules: Kept[] = []
  #count = 0

  constructor(private random: RandomSource) {}

  /** @throws TroubleError when a word or a member is not known */
  add(rule: TroubleRule): string {
    const trouble = readRule(rule)
    const id = `rule-${++this.#count}`
    this.#rules.push({ id, rule, trouble, random: rule.seed === undefined ? this.random : seededRandom(rule.seed), seen: 0 })
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

  get isEmpty(): boolean {
    return this.#rules.length === 0
  }

  get all(): { id: string; rule: TroubleRule; seen: number }[] {
    return this.#rules.map(({ id, rule, seen }) => ({ id, rule, seen }))
  }

  for(operation: Operation, body: any): Trouble {
    for (const kept of this.#rules) {
      const { match = {}, probability = 1 } = kept.rule
      if (!matches(match, operation, body)) continue
      kept.seen++
      if (match.nth !== undefined && kept.seen !== match.nth) continue
      if (probability < 1 && kept.random.next() >= probability) continue
      return kept.trouble
    }
    return {}
  }
}

const members: Record<string, readonly string[]> = {
  rule: ['match', 'then', 'probability', 'seed'],
  match: ['operation', 'model', 'prompt', 'nth'],
}

function readRule(rule: TroubleRule): Trouble {
  if (rule.then === undefined) throw new TroubleError("a rule needs 'then': what shall happen")
  for (const [place, value] of Object.entries({ rule, match: rule.match ?? {} })) {
    for (const name of Object.keys(value)) {
      if (!members[place]!.includes(name)) throw new TroubleError(`'${name}' is no member of a ${place}; these are ${members[place]!.join(', ')}`)
    }
  }
  return readTrouble(rule.then)
}

function matches({ operation: wanted, model, prompt }: NonNullable<TroubleRule['match']>, operation: Operation, body: any): boolean {
  if (wanted !== undefined && !(wanted.endsWith('*') ? operation.id.startsWith(wanted.slice(0, -1)) : operation.id === wanted)) return false
  if (model !== undefined && modelOf(operation, body) !== model) return false
  return prompt === undefined || promptOf(body).includes(prompt)
}

function promptOf(body: any): string {
  if (typeof body?.prompt === 'string') return body.prompt
  const item = Array.isArray(body?.contents) ? body.contents.find((content: any) => content?.type === 'prompt') : undefined
  return typeof item?.text === 'string' ? item.text : ''
}
