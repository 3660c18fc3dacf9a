import { type Direction, factsOf, longValues } from './facts.ts'
import { anchorOf, type Field, type Place, type PlacedRule } from './field.ts'
import { type Folded, fold, type Resolve } from './fold.ts'
import { notesOf } from './notes.ts'
import type { Schema } from './schema.ts'

export interface Reading {
  resolve: Resolve
  /** A link to the page of an operation, in Markdown. */
  linkTo: (operation: string) => string
}

/** A body as the renderer shall show it, with every field of it. */
export interface ReadBody {
  /** The same in the few keywords that the renderer shows well; texts are written into it when all is known. */
  schema: Schema
  description: string
  fields: { field: Field; schema: Schema }[]
  rules: PlacedRule[]
}

/** Reads a schema into fields. Everything is copied, as each field says where on its page it stands. */
export function readBody(source: Schema, place: Place, reading: Reading): ReadBody {
  const direction: Direction = place === 'response' ? 'response' : 'request'
  const read: ReadBody = { schema: {}, description: '', fields: [], rules: [] }
  const root = fold(source, reading.resolve)
  read.description = root.own['description'] ?? ''
  read.schema = shape(root, '')
  return read

  function shape(folded: Folded, path: string): Schema {
    read.rules.push(...folded.rules.map((rule) => ({ ...rule, base: path, place })))
    if (folded.branches.length > 0) return { oneOf: folded.branches.map((branch, index) => branchShape(fold(branch, reading.resolve), folded, path, index)) }
    const names = Object.keys(folded.properties)
    if (names.length > 0 || folded.own['type'] === 'object') {
      const properties = names.map((name) => [name, member(name, folded, path)])
      return { properties: Object.fromEntries(properties), required: folded.required.filter((name) => names.includes(name)) }
    }
    return folded.items ? itemsShape(fold(folded.items, reading.resolve), path) : {}
  }

  function itemsShape(entry: Folded, path: string): Schema {
    const inner = shape(entry, `${path}[]`)
    const description: string = entry.own['description'] ?? ''
    return inner['properties'] || inner['oneOf'] || inner['items'] ? { items: { ...(description && { description }), ...inner } } : {}
  }

  /** A kind of entry stands in its path by what tells it apart: `contents[type=prompt]`. */
  function branchShape(branch: Folded, parent: Folded, path: string, index: number): Schema {
    const teller = parent.own['discriminator']?.propertyName ?? 'type'
    const value = branch.properties[teller] && fold(branch.properties[teller], reading.resolve).own['const']
    const known = value === undefined ? String(index + 1) : `${teller}=${value}`
    const inner = shape({ ...branch, properties: { ...parent.properties, ...branch.properties } }, `${path.replace(/\[\]$/, '')}[${known}]`)
    return { title: String(value ?? branch.own['title'] ?? `kind ${index + 1}`), type: 'object', description: branch.own['description'] ?? '', ...inner }
  }

  function member(name: string, parent: Folded, base: string): Schema {
    const folded = fold(parent.properties[name]!, reading.resolve)
    const path = base ? `${base}.${name}` : name
    const field: Field = {
      place,
      path,
      anchor: anchorOf(place, path),
      required: parent.required.includes(name),
      facts: factsOf(folded, direction, reading.resolve),
      values: longValues(folded),
      description: descriptionOf(folded),
      notes: [...notesOf(folded, reading.linkTo), ...(folded.items ? notesOf(fold(folded.items, reading.resolve), reading.linkTo) : [])],
      rules: [],
    }
    const entry = { field, schema: {} as Schema }
    read.fields.push(entry)
    entry.schema = shape(folded, path)
    return entry.schema
  }

  /** Of a list of plain values, what its entries are, too. */
  function descriptionOf(folded: Folded): string {
    const own: string = folded.own['description'] ?? ''
    const entry = folded.items && fold(folded.items, reading.resolve)
    const isPlain = entry && Object.keys(entry.properties).length === 0 && entry.branches.length === 0
    const further = isPlain && entry.own['description'] && !own.includes(entry.own['description']) ? ` Each: ${entry.own['description']}` : ''
    return own + further
  }
}
