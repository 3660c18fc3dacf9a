import { isObject } from '../json/paths.js'
import { limitChanges } from './limits.js'
import { ruleChanges } from './rules.js'
import { branchesOf, plain, typesOf } from './schema-parts.js'
import { type Direction, levelOf, type Note, type Turn } from './turn.js'

type Schema = Record<string, any>

/** Compares schemas of two documents, following their references. */
export class SchemaDiff {
  #open = new Set<string>()

  constructor(
    private before: Record<string, any>,
    private after: Record<string, any>,
    private direction: Direction,
  ) {}

  compare(old: unknown, young: unknown, at: string, openEnum = false): Note[] {
    const key = `${refOf(old)} ${refOf(young)}`
    const isReference = refOf(old) !== undefined || refOf(young) !== undefined
    // A schema that holds itself has been looked at already.
    if (isReference && this.#open.has(key)) return []
    if (isReference) this.#open.add(key)
    const notes = this.#compared(resolve(this.before, old), resolve(this.after, young), at, openEnum)
    if (isReference) this.#open.delete(key)
    return notes
  }

  #compared(old: Schema, young: Schema, at: string, openEnum: boolean): Note[] {
    if (JSON.stringify(old) === JSON.stringify(young) && !JSON.stringify(old).includes('"$ref"')) return []
    const { direction } = this
    return [
      ...this.#words(old, young, at),
      ...this.#types(old, young, at),
      ...this.#values(old, young, at, openEnum),
      ...limitChanges(old, young, at, direction),
      ...ruleChanges(old, young, at, direction),
      ...this.#members(old, young, at),
      ...this.#items(old, young, at),
      ...['anyOf', 'oneOf', 'allOf'].flatMap((name) => this.#branches(old, young, name, at)),
      ...['not', 'if', 'then', 'else', 'contains'].flatMap((name) => this.#whole(old, young, name, at)),
      ...this.#default(old, young, at),
    ]
  }

  #words(old: Schema, young: Schema, at: string): Note[] {
    return ['title', 'description', 'x-kling-messages', 'x-kling-unit', 'x-kling-since', 'x-kling-until', 'x-kling-models', 'deprecated', 'x-kling-status']
      .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(young[name]))
      .map((name) => ({ level: 'documentation' as const, at, message: `${name} says something else` }))
  }

  #types(old: Schema, young: Schema, at: string): Note[] {
    const [before, after] = [typesOf(old), typesOf(young)]
    if (!before || !after)
      return before === after ? [] : [this.#note(after ? 'narrower' : 'wider', at, after ? `has to be ${after.join(' or ')} now` : 'may be of any type now')]
    const covers = (types: string[], type: string) => types.includes(type) || (type === 'integer' && types.includes('number'))
    const gone = before.filter((type) => !covers(after, type))
    const added = after.filter((type) => !covers(before, type))
    return [
      ...(gone.length > 0 ? [this.#note('narrower', at, `is no longer ${gone.join(' or ')}`)] : []),
      ...(added.length > 0 ? [this.#note('wider', at, `may be ${added.join(' or ')} now`)] : []),
    ]
  }

  #values(old: Schema, young: Schema, at: string, openEnum: boolean): Note[] {
    const list = (schema: Schema): unknown[] | undefined => ('const' in schema ? [schema.const] : schema.enum)
    const [before, after] = [list(old), list(young)]
    if (!before || !after)
      return before === after ? [] : [this.#note(after ? 'narrower' : 'wider', at, after ? `only takes ${shown(after)} now` : 'takes any value now')]
    const gone = before.filter((value) => !after.includes(value))
    const added = after.filter((value) => !before.includes(value))
    // Beside an open string, known values are suggestions.
    const note = (turn: Turn, message: string): Note => (openEnum ? { level: 'additive', at, message } : this.#note(turn, at, message))
    return [
      ...(gone.length > 0 ? [note('narrower', `lost the value ${shown(gone)}`)] : []),
      ...(added.length > 0 ? [note('wider', `has the new value ${shown(added)}`)] : []),
    ]
  }

  #members(old: Schema, young: Schema, at: string): Note[] {
    const [before, after] = [old.properties ?? {}, young.properties ?? {}]
    const [needed, needs] = [new Set<string>(old.required ?? []), new Set<string>(young.required ?? [])]
    const inside = (name: string) => (at === '' ? name : `${at}.${name}`)
    const notes: Note[] = []
    for (const name of Object.keys(before)) {
      if (!Object.hasOwn(after, name)) notes.push({ level: 'breaking', at: inside(name), message: 'is gone' })
      else notes.push(...this.compare(before[name], after[name], inside(name)))
    }
    for (const name of Object.keys(after).filter((member) => !Object.hasOwn(before, member)))
      notes.push({ level: 'additive', at: inside(name), message: 'is new' })
    for (const name of needs)
      if (!needed.has(name)) notes.push(this.#note('narrower', inside(name), this.direction === 'request' ? 'is needed now' : 'always comes now'))
    for (const name of needed)
      if (!needs.has(name) && Object.hasOwn(after, name))
        notes.push(this.#note('wider', inside(name), this.direction === 'request' ? 'may be left out now' : 'may be missing now'))
    return notes
  }

  #items(old: Schema, young: Schema, at: string): Note[] {
    if (!old.items && !young.items) return []
    return this.compare(old.items ?? {}, young.items ?? {}, `${at}[]`)
  }

  /** Branches that are the same cancel out; of what is left, one and one are the same branch, changed. */
  #branches(old: Schema, young: Schema, name: string, at: string): Note[] {
    const { gone, added } = branchesOf(old[name] ?? [], young[name] ?? [], (schema, side) => plain(side === 'old' ? this.before : this.after, schema))
    const isOpen = (schema: Schema) => (schema[name] ?? []).some((branch: Schema) => branch.type === 'string' && !branch.enum)
    const both = [...(old[name] ?? [])].length === [...(young[name] ?? [])].length
    if (both && gone.length === added.length) return gone.flatMap((branch, index) => this.compare(branch, added[index], at, isOpen(old) && isOpen(young)))
    const all = name === 'allOf'
    return [
      ...gone.map((branch) => this.#note(all ? 'wider' : 'narrower', at, `${all ? 'no longer has to be' : 'can no longer be'} ${titleOf(branch)}`)),
      ...added.map((branch) => this.#note(all ? 'narrower' : 'wider', at, `${all ? 'has to be' : 'can be'} ${titleOf(branch)} now`)),
    ]
  }

  /** Conditions: whether they ask for more or less is not looked into, so a change of one counts as breaking. */
  #whole(old: Schema, young: Schema, name: string, at: string): Note[] {
    const text = (document: Record<string, any>, schema: Schema) => (schema[name] === undefined ? undefined : plain(document, schema[name]))
    const [before, after] = [text(this.before, old), text(this.after, young)]
    if (before === after) return []
    if (before === undefined) return [this.#note('narrower', at, `has the new condition '${name}'`)]
    if (after === undefined) return [this.#note('wider', at, `lost the condition '${name}'`)]
    return [{ level: 'breaking', at, message: `the condition '${name}' has changed` }]
  }

  #default(old: Schema, young: Schema, at: string): Note[] {
    if (JSON.stringify(old.default) === JSON.stringify(young.default)) return []
    const message = young.default === undefined ? 'has no default any more' : `the default is ${JSON.stringify(young.default)} now`
    return [{ level: this.direction === 'request' && old.default !== undefined ? 'breaking' : 'documentation', at, message }]
  }

  #note(turn: Turn, at: string, message: string): Note {
    return { level: levelOf(turn, this.direction), at, message }
  }
}

function refOf(schema: unknown): string | undefined {
  return isObject(schema) && typeof schema.$ref === 'string' ? schema.$ref : undefined
}

export function resolve(document: Record<string, any>, schema: unknown): Schema {
  const reference = refOf(schema)
  if (reference === undefined) return isObject(schema) ? schema : {}
  const found = reference
    .slice(2)
    .split('/')
    .reduce<any>((value, step) => value?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], document)
  return resolve(document, found)
}

function titleOf(branch: Schema): string {
  return refOf(branch)?.split('/').at(-1) ?? branch.title ?? branch['x-kling-rule']?.name ?? (typesOf(branch)?.join(' or ') || 'another form')
}

function shown(values: unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ')
}
