import { errorCodes, operations, taskFailures } from '@klingkit/openapi/runtime'
import { isObject } from '../body-paths.js'
import { readRule } from '../trouble/rules.js'
import type { Seed } from './seed.js'

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'strings'

/** Member -> what it holds; a star marks those that must be there. */
const lists: Record<string, Record<string, Kind>> = {
  tasks: {
    'operation*': 'string',
    body: 'object',
    status: 'string',
    age: 'number',
    createdAt: 'number',
    reason: 'string',
    stays: 'boolean',
    id: 'string',
    resultId: 'string',
    count: 'number',
  },
  voices: { 'name*': 'string', id: 'string', deleted: 'boolean' },
  elements: { 'name*': 'string', description: 'string', id: 'string', images: 'strings', video: 'string', deleted: 'boolean' },
  speeches: { id: 'string', seconds: 'number' },
  packs: {
    'type*': 'string',
    name: 'string',
    id: 'string',
    total: 'number',
    remaining: 'number',
    slots: 'number',
    purchasedAt: 'number',
    effectiveAt: 'number',
    invalidAt: 'number',
  },
}

const statuses = ['submitted', 'processing', 'succeeded', 'failed']
const creates = new Set<string>(operations.filter(({ kind }) => kind === 'async task').map(({ id }) => id))
const packTypes = ['video', 'image', 'try_on']

/**
 * Checks a start state that comes from outside.
 *
 * @throws TypeError that names the place and the way out
 */
export function readSeed(value: unknown): Seed {
  if (!isObject(value)) throw new TypeError('a seed is an object with tasks, voices, elements, speeches, packs, rules or balance')
  for (const [name, entries] of Object.entries(value)) {
    if (name === 'balance') checkBalance(entries)
    else if (name !== 'rules' && !Object.hasOwn(lists, name))
      throw new TypeError(`seed: '${name}' is no part of a seed; these are ${Object.keys(lists).join(', ')}, rules, balance`)
    else if (!Array.isArray(entries)) throw new TypeError(`seed.${name} is a list`)
    else for (const [index, entry] of entries.entries()) name === 'rules' ? checkRule(entry, index) : checkEntry(entry, lists[name]!, `seed.${name}[${index}]`)
  }
  const seed = value as Seed
  for (const [index, task] of (seed.tasks ?? []).entries()) checkTask(task, `seed.tasks[${index}]`)
  for (const [index, { type }] of (seed.packs ?? []).entries()) oneOf(type, packTypes, `seed.packs[${index}].type`)
  return seed
}

function checkEntry(entry: unknown, members: Record<string, Kind>, place: string): void {
  if (!isObject(entry)) throw new TypeError(`${place} is an object`)
  for (const [member, kind] of Object.entries(members)) {
    const name = member.replace('*', '')
    const value = entry[name]
    if (value === undefined && member.endsWith('*')) throw new TypeError(`${place} needs '${name}'`)
    // JSON knows no infinity: slots without a limit are null.
    if (value === undefined || (name === 'slots' && value === null)) continue
    if (!isOf(kind, value)) throw new TypeError(`${place}.${name} is ${kind === 'strings' ? 'a list of texts' : kind === 'object' ? 'an object' : `a ${kind}`}`)
    if ((name === 'id' || name === 'resultId') && place.includes('packs') === false && !/^\d{18}$/.test(String(value)))
      throw new TypeError(`${place}.${name} has 18 digits`)
  }
  for (const name of Object.keys(entry)) {
    if (!(name in members) && !(`${name}*` in members)) {
      throw new TypeError(`${place}: '${name}' is not known there; it takes ${Object.keys(members).join(', ').replaceAll('*', '')}`)
    }
  }
}

function isOf(kind: Kind, value: unknown): boolean {
  if (kind === 'strings') return Array.isArray(value) && value.every((item) => typeof item === 'string')
  return kind === 'object' ? isObject(value) : typeof value === kind
}

function checkTask(task: NonNullable<Seed['tasks']>[number], place: string): void {
  if (!creates.has(task.operation))
    throw new TypeError(`${place}.operation: '${task.operation}' creates no task; take one such as createText2Video or createTextToVideoKling30`)
  if (task.status !== undefined) oneOf(task.status, statuses, `${place}.status`)
  if ((task.count ?? 1) > 1 && (task.id ?? task.resultId ?? task.body?.external_task_id) !== undefined)
    throw new TypeError(`${place}: several tasks cannot have the same id; leave the ids or count out`)
}

function checkRule(rule: unknown, index: number): void {
  try {
    readRule(rule)
  } catch (error) {
    throw new TypeError(`seed.rules[${index}]: ${(error as Error).message}`)
  }
}

function checkBalance(balance: unknown): void {
  if (!isObject(balance) || typeof balance.amount !== 'number') throw new TypeError('seed.balance is an object with amount and currency')
  oneOf(balance.currency, ['USD', 'CNY'], 'seed.balance.currency')
}

function oneOf(value: unknown, allowed: string[], place: string): void {
  if (!allowed.includes(value as string)) throw new TypeError(`${place} is one of ${allowed.join(', ')}`)
}

/** The text of a failure by its name, or the text itself. */
export function failureText(reason: string | undefined): string {
  return taskFailures.find(({ name }) => name === reason)?.text ?? reason ?? taskFailures[0]?.text ?? errorCodes[0]!.meaning
}
