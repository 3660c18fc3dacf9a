import { type Operation, operations } from '@klingkit/openapi/runtime'
import { isObject } from '../body-paths.js'
import { seededRandom } from '../ids.js'
import type { Journal } from '../journal.js'
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

/** A rule in force, as plain JSON. */
export interface KeptRule {
  /** `rule-1` and so on. */
  id: string
  /** As it was set. */
  rule: TroubleRule
  /** How many requests matched. */
  seen: number
}

interface InForce extends KeptRule {
  trouble: Trouble
  random: RandomSource
}

/** The rules in force, in the order they were set; the first that matches counts. */
export class TroubleRules {
  #rules: InForce[] = []
  #count = 0

  constructor(
    private random: RandomSource,
    private journal?: Journal,
  ) {}

  /** @throws TroubleError when a word or a member is not known */
  add(rule: TroubleRule): string {
    const trouble = readRule(rule)
    const id = `rule-${++this.#count}`
    const kept: InForce = { id, rule, trouble, random: this.#randomOf(rule), seen: 0 }
    this.#rules.push(kept)
    this.#write(kept)
    return id
  }

  remove(id: string): boolean {
    const before = this.#rules.length
    this.#rules = this.#rules.filter((kept) => kept.id !== id)
    const removed = this.#rules.length < before
    if (removed) this.journal?.write({ ruleGone: id })
    return removed
  }

  /** Takes over rules of an earlier process; what they chose by chance goes on where it stood. */
  restore(rules: Iterable<KeptRule>): void {
    for (const { id, rule, seen } of rules) {
      const kept: InForce = { id, rule, trouble: readRule(rule), random: this.#randomOf(rule), seen }
      const { match, seed, probability = 1 } = rule
      const draws = match?.nth === undefined ? seen : Number(seen >= match.nth)
      if (seed !== undefined && probability < 1) for (let draw = 0; draw < draws; draw++) kept.random.next()
      this.#rules.push(kept)
      this.#count = Math.max(this.#count, Number(id.replace('rule-', '')))
    }
  }

  #randomOf({ seed }: TroubleRule): RandomSource {
    return seed === undefined ? this.random : seededRandom(seed)
  }

  #write({ id, rule, seen }: KeptRule): void {
    this.journal?.write({ rule: { id, rule, seen } })
  }

  clear(): void {
    this.#rules = []
  }

  get isEmpty(): boolean {
    return this.#rules.length === 0
  }

  get all(): KeptRule[] {
    return this.#rules.map(({ id, rule, seen }) => ({ id, rule, seen }))
  }

  /** The rule that meets a request, and the trouble it makes. */
  for(operation: Operation, body: any): Pick<InForce, 'id' | 'rule' | 'trouble'> | undefined {
    for (const kept of this.#rules) {
      const { match = {}, probability = 1 } = kept.rule
      if (!matches(match, operation, body)) continue
      kept.seen++
      this.#write(kept)
      if (match.nth !== undefined && kept.seen !== match.nth) continue
      if (probability < 1 && kept.random.next() >= probability) continue
      return kept
    }
    return undefined
  }
}

type Check = [holds: (value: any) => boolean, wanted: string]

const isText: Check = [(value) => typeof value === 'string', 'a text']
const isWhole: Check = [Number.isInteger, 'a whole number']
const members: Record<'rule' | 'match', Record<string, Check>> = {
  rule: {
    match: [isObject, 'an object'],
    then: [(value) => typeof value === 'string' || isObject(value), 'words or an object'],
    probability: [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1'],
    seed: isWhole,
  },
  match: {
    operation: isText,
    model: isText,
    prompt: isText,
    nth: [(value) => Number.isInteger(value) && value > 0, 'a whole number from 1 on'],
  },
}

/**
 * Reads a rule that comes from outside.
 *
 * @returns the trouble it makes
 * @throws TroubleError that names what is wrong with it, and what there is instead
 */
export function readRule(rule: unknown): Trouble {
  if (!isObject(rule)) throw new TroubleError('a rule is an object with match, then, probability and seed')
  if (rule.then === undefined) throw new TroubleError("a rule needs 'then': what shall happen")
  checkMembers('rule', rule)
  checkMembers('match', rule.match ?? {})
  const wanted: string | undefined = rule.match?.operation
  if (wanted !== undefined && !operations.some(({ id }) => isMeant(wanted, id)))
    throw new TroubleError(`there is no operation '${wanted}'; write the id of one, such as createText2Video, or its start and a star`)
  return readTrouble(rule.then)
}

function checkMembers(place: 'rule' | 'match', value: Record<string, unknown>): void {
  for (const [name, given] of Object.entries(value)) {
    const check = Object.hasOwn(members[place], name) ? members[place][name] : undefined
    if (!check) throw new TroubleError(`'${name}' is no member of a ${place}; these are ${Object.keys(members[place]).join(', ')}`)
    const [holds, wanted] = check
    if (given !== undefined && !holds(given)) throw new TroubleError(`${name} of a ${place} is ${wanted}`)
  }
}

function isMeant(wanted: string, operation: string): boolean {
  return wanted.endsWith('*') ? operation.startsWith(wanted.slice(0, -1)) : operation === wanted
}

function matches({ operation: wanted, model, prompt }: NonNullable<TroubleRule['match']>, operation: Operation, body: any): boolean {
  if (wanted !== undefined && !isMeant(wanted, operation.id)) return false
  if (model !== undefined && modelOf(operation, body) !== model) return false
  return prompt === undefined || promptOf(body).includes(prompt)
}

function promptOf(body: any): string {
  if (typeof body?.prompt === 'string') return body.prompt
  const item = Array.isArray(body?.contents) ? body.contents.find((content: any) => content?.type === 'prompt') : undefined
  return typeof item?.text === 'string' ? item.text : ''
}
