import { isObject } from '../json/paths.js'
import { bumpOf, type Change, type DiffReport, type Level } from './change.js'
import { resolve, SchemaDiff } from './schemas.js'
import type { Direction, Note } from './turn.js'

type Json = Record<string, any>

interface Entry {
  id: string
  method: string
  path: string
  operation: Json
  parameters: Json[]
}

/**
 * What changes for users between two documents: per operation, breaking, additive, or words only. A request breaks when less is allowed, an answer when more may come or less is certain.
 *
 * @example
 * diffDocuments(old, young).bump // 'major', 'minor', 'patch' or 'none'
 */
export function diffDocuments(old: Json, young: Json): DiffReport {
  const before = entriesOf(old)
  const after = entriesOf(young)
  const changes: Change[] = []
  for (const [id, entry] of before) {
    const now = after.get(id)
    if (!now) changes.push({ level: 'breaking', operation: id, at: '', message: `${entry.method} ${entry.path} is gone` })
    else changes.push(...operationNotes(old, young, entry, now).map((note) => ({ ...note, operation: id })))
  }
  for (const [id, { method, path }] of after)
    if (!before.has(id)) changes.push({ level: 'additive', operation: id, at: '', message: `${method} ${path} is new` })
  changes.push(...documentNotes(old, young).map((note) => ({ ...note, operation: '' })))
  const unique = [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()]
  const order: Level[] = ['breaking', 'additive', 'documentation']
  unique.sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level))
  return { bump: bumpOf(unique), changes: unique }
}

function entriesOf(document: Json): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const add = (places: Json, prefix: string) => {
    for (const [path, item] of Object.entries<Json>(places)) {
      for (const method of ['get', 'post', 'put', 'patch', 'delete'].filter((name) => isObject(item[name]))) {
        const operation = item[method]
        const id = prefix === '' ? (operation.operationId ?? `${method} ${path}`) : `${prefix} ${path}`
        const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) => resolve(document, parameter))
        entries.set(id, { id, method: method.toUpperCase(), path, operation, parameters })
      }
    }
  }
  add(document.paths ?? {}, '')
  add(document.webhooks ?? {}, 'webhook')
  return entries
}

function operationNotes(old: Json, young: Json, before: Entry, after: Entry): Note[] {
  const isWebhook = before.id.startsWith('webhook ')
  const [sent, got]: Direction[] = isWebhook ? ['response', 'request'] : ['request', 'response']
  const body = (entry: Entry, document: Json) => resolve(document, entry.operation.requestBody)
  return [
    ...factNotes(before, after),
    ...parameterNotes(old, young, before, after),
    ...mediaNotes(old, young, body(before, old), body(after, young), sent!, 'request'),
    ...responseNotes(old, young, before.operation.responses ?? {}, after.operation.responses ?? {}, got!),
  ]
}

function factNotes(before: Entry, after: Entry): Note[] {
  const notes: Note[] = []
  const note = (level: Level, message: string) => notes.push({ level, at: '', message })
  if (before.method !== after.method || before.path !== after.path)
    note('breaking', `is ${after.method} ${after.path} now, was ${before.method} ${before.path}`)
  const [old, young] = [before.operation, after.operation]
  if (old['x-kling-call'] !== young['x-kling-call']) note('breaking', `the client call is ${young['x-kling-call']} now`)
  const [was, is] = [old['x-kling-status'], young['x-kling-status']]
  if (was !== is) note(is === 'retired' ? 'breaking' : 'additive', `the status is ${is} now, was ${was}`)
  const schemes = (operation: Json): string[] | undefined => operation.security?.flatMap((scheme: object) => Object.keys(scheme))
  const [needed, needs] = [schemes(old), schemes(young)]
  const gone = (needed ?? []).filter((scheme) => needs && !needs.includes(scheme))
  if (gone.length > 0) note('breaking', `no longer takes the credential ${gone.join(', ')}`)
  if ((needs ?? []).some((scheme) => needed && !needed.includes(scheme))) note('additive', 'takes another kind of credential')
  for (const name of ['x-kling-task', 'x-kling-makes', 'x-kling-selection', 'x-kling-kind', 'x-kling-standard']) {
    if (JSON.stringify(old[name]) !== JSON.stringify(young[name])) note('additive', `${name} has changed`)
  }
  if (JSON.stringify(words(old)) !== JSON.stringify(words(young))) note('documentation', 'is described in other words')
  return notes
}

function words({ summary, description, tags, externalDocs, deprecated }: Json): unknown[] {
  return [summary, description, tags, externalDocs, deprecated]
}

function parameterNotes(old: Json, young: Json, before: Entry, after: Entry): Note[] {
  const keyOf = ({ in: place, name }: Json) => `${place}.${name}`
  const [was, is] = [new Map(before.parameters.map((one) => [keyOf(one), one])), new Map(after.parameters.map((one) => [keyOf(one), one]))]
  const notes: Note[] = []
  for (const [at, parameter] of was) {
    const now = is.get(at)
    if (!now) {
      notes.push({ level: 'breaking', at, message: 'is gone' })
      continue
    }
    if (now.required && !parameter.required) notes.push({ level: 'breaking', at, message: 'is needed now' })
    if (!now.required && parameter.required) notes.push({ level: 'additive', at, message: 'may be left out now' })
    if (now.description !== parameter.description) notes.push({ level: 'documentation', at, message: 'description says something else' })
    notes.push(...new SchemaDiff(old, young, 'request').compare(parameter.schema, now.schema, at))
  }
  for (const [at, { required }] of is)
    if (!was.has(at)) notes.push({ level: required ? 'breaking' : 'additive', at, message: required ? 'is new and needed' : 'is new' })
  const rules = (operation: Json) => ({
    allOf: operation['x-kling-query-rules']?.allOf ?? [],
    'x-kling-rules': operation['x-kling-query-rules']?.['x-kling-rules'],
  })
  return [...notes, ...new SchemaDiff(old, young, 'request').compare(rules(before.operation), rules(after.operation), 'query')]
}

function mediaNotes(old: Json, young: Json, before: Json, after: Json, direction: Direction, at: string): Note[] {
  const [was, is]: [Json, Json] = [before.content ?? {}, after.content ?? {}]
  const notes: Note[] = []
  if (after.required && !before.required && at === 'request') notes.push({ level: 'breaking', at, message: 'a body is needed now' })
  for (const type of Object.keys(was)) {
    if (!is[type]) notes.push({ level: 'breaking', at, message: `${type} is gone` })
    else {
      notes.push(...new SchemaDiff(old, young, direction).compare(was[type].schema, is[type].schema, at))
      if (JSON.stringify(was[type].examples) !== JSON.stringify(is[type].examples)) notes.push({ level: 'documentation', at, message: 'has other examples' })
    }
  }
  for (const type of Object.keys(is).filter((name) => !was[name])) notes.push({ level: 'additive', at, message: `${type} is new` })
  return notes
}

function responseNotes(old: Json, young: Json, before: Json, after: Json, direction: Direction): Note[] {
  const notes: Note[] = []
  for (const status of Object.keys(before)) {
    if (!after[status]) notes.push({ level: 'breaking', at: `response ${status}`, message: 'is gone' })
    else notes.push(...mediaNotes(old, young, resolve(old, before[status]), resolve(young, after[status]), direction, `response ${status}`))
  }
  for (const status of Object.keys(after).filter((name) => !before[name])) notes.push({ level: 'additive', at: `response ${status}`, message: 'is new' })
  return notes
}

function documentNotes(old: Json, young: Json): Note[] {
  const notes: Note[] = []
  const urls = (document: Json): string[] => (document.servers ?? []).map(({ url }: Json) => url)
  for (const url of urls(old)) if (!urls(young).includes(url)) notes.push({ level: 'breaking', at: 'servers', message: `${url} is gone` })
  for (const url of urls(young)) if (!urls(old).includes(url)) notes.push({ level: 'additive', at: 'servers', message: `${url} is new` })
  if (JSON.stringify([old.info, old.tags]) !== JSON.stringify([young.info, young.tags]))
    notes.push({ level: 'documentation', at: 'info', message: 'has changed' })
  return notes
}
