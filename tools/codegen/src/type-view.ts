import { docNotes } from './doc-notes.ts'
import { splitElementIds } from './element-ids.ts'

type Schema = any

/**
 * The document as the TypeScript generator should see it: what a caller ought to write, not all that is tolerated.
 *
 * - branches that only tolerate a slip (`x-kling-lenient`) go
 * - "exactly one of" becomes a union whose branches forbid the other fields (or allow them empty, as official samples send them)
 * - other rules go, because the generator would make unknowns of them
 * - the open branch of a set of known names is marked, so that editors still complete the known ones
 */
export function typeView(document: any): any {
  const view = structuredClone(document)
  splitElementIds(view)
  for (const item of Object.values<any>(view.paths)) {
    for (const operation of Object.values<any>(item)) {
      dropExamples(operation)
    }
  }
  delete view.webhooks
  for (const name of Object.keys(view.components.schemas)) view.components.schemas[name] = simplified(view.components.schemas[name])
  for (const item of Object.values<any>(view.paths)) {
    for (const operation of Object.values<any>(item)) {
      const media = operation.requestBody?.content?.['application/json']
      if (media) media.schema = simplified(media.schema)
    }
  }
  return view
}

function dropExamples(operation: any): void {
  const medias = [
    operation.requestBody?.content?.['application/json'],
    ...Object.values<any>(operation.responses ?? {}).map((response) => response.content?.['application/json']),
  ]
  for (const media of medias) if (media) delete media.examples
}

function simplified(schema: Schema): Schema {
  if (schema === null || typeof schema !== 'object') return schema
  if (Array.isArray(schema)) return schema.map(simplified)
  let result: Schema = { ...schema }
  const notes = docNotes(schema)
  if (notes.length > 0) result.description = [schema.description?.trim(), notes.join(' ')].filter(Boolean).join('\n\n')
  if (result['x-kling-status'] === 'deprecated' || result['x-kling-status'] === 'retired') result.deprecated = true
  for (const key of ['if', 'then', 'else', 'not', 'contains']) delete result[key]
  if (result.anyOf) {
    const kept = result.anyOf.filter((branch: Schema) => !branch['x-kling-lenient'] && !isBareRule(branch))
    delete result.anyOf
    if (kept.length === 1) result = { ...result, ...kept[0], ...(result.description ? { description: result.description } : {}) }
    else if (kept.length > 1)
      result.anyOf = kept.map((branch: Schema) => (isOpenBranch(branch, kept) ? { ...branch, 'x-kling-open': true } : simplified(branch)))
  }
  if (result.oneOf && !result.discriminator) delete result.oneOf
  // Each branch says by a `const` which one it is; of a discriminator without a mapping the generator would make the names of the components.
  delete result.discriminator
  if (result.oneOf) result.oneOf = result.oneOf.map(simplified)
  if (result.items) result.items = simplified(result.items)
  if (result.properties) result.properties = Object.fromEntries(Object.entries(result.properties).map(([name, property]) => [name, simplified(property)]))
  if (schema.allOf) {
    const bases = schema.allOf.filter((part: Schema) => part.$ref || part.type === 'object').map(simplified)
    const choices = schema.allOf.map(exclusiveNames).filter(Boolean) as string[][]
    delete result.allOf
    for (const names of choices) {
      const own: Record<string, Schema> = {}
      for (const name of names) {
        if (result.properties?.[name]) own[name] = result.properties[name]
        else throw new Error(`a rule about '${name}' stands on an object that has no such property`)
        delete result.properties[name]
      }
      bases.push({ oneOf: names.map((chosen) => branchOf(chosen, names, own)) })
      result.required = result.required?.filter((name: string) => !names.includes(name))
      if (result.required?.length === 0) delete result.required
    }
    if (bases.length > 0) {
      const { description, ...rest } = result
      const hasOwn = Object.keys(rest.properties ?? {}).length > 0
      return { ...(description ? { description } : {}), allOf: [...bases, ...(hasOwn ? [rest] : [])] }
    }
  }
  return result
}

function branchOf(chosen: string, names: string[], own: Record<string, Schema>): Schema {
  const properties = Object.fromEntries(names.map((name) => [name, name === chosen ? own[name] : absentForm(own[name])]))
  return { type: 'object', required: [chosen], properties }
}

/** How a field that must not be given may still stand there: text as an empty string, a list not at all. */
function absentForm(schema: Schema): Schema {
  return schema.type === 'array' ? { type: 'array', items: {}, 'x-kling-never': true } : { type: 'string', const: '' }
}

/** The names of an "exactly one of" rule, or undefined. */
function exclusiveNames(part: Schema): string[] | undefined {
  if (!part['x-kling-rule'] || !part.oneOf || part.if) return undefined
  const names = part.oneOf.map((branch: Schema) => (branch.required?.length === 1 ? branch.required[0] : undefined))
  return names.every((name: unknown) => typeof name === 'string') ? names : undefined
}

function isBareRule(branch: Schema): boolean {
  return !branch.$ref && branch.type === undefined && !branch.anyOf && !branch.oneOf && branch.const === undefined && !branch.enum && !branch.allOf
}

function isOpenBranch(branch: Schema, branches: Schema[]): boolean {
  return branch.type === 'string' && !branch.enum && branches.some((other) => other.enum)
}
