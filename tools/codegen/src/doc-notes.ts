type Schema = any

/** What a schema says in keywords, as sentences for the doc comment: default, limits, unit, models, file rules, dates. */
export function docNotes(schema: Schema): string[] {
  const strict = schema.anyOf?.find((branch: Schema) => !branch['x-kling-lenient'] && branch.type !== 'null') ?? {}
  const limits = { ...strict, ...schema }
  const unit = schema['x-kling-unit'] ? ` ${schema['x-kling-unit']}` : ''
  const notes: string[] = []
  if (limits.minimum !== undefined && limits.maximum !== undefined) notes.push(`From ${limits.minimum} to ${limits.maximum}${unit}.`)
  else if (limits.minimum !== undefined) notes.push(`At least ${limits.minimum}${unit}.`)
  else if (limits.maximum !== undefined) notes.push(`At most ${limits.maximum}${unit}.`)
  else if (unit) notes.push(`Unit:${unit}.`)
  if (limits.maxLength !== undefined) notes.push(`At most ${limits.maxLength} characters.`)
  if (limits.maxItems !== undefined) notes.push(limits.minItems ? `${limits.minItems} to ${limits.maxItems} entries.` : `At most ${limits.maxItems} entries.`)
  else if (limits.minItems !== undefined) notes.push(`At least ${limits.minItems} entries.`)
  if (schema.default !== undefined) notes.push(`Default: \`${JSON.stringify(schema.default)}\`.`)
  if (schema['x-kling-models']) notes.push(`Models: ${schema['x-kling-models'].join(', ')}.`)
  if (schema['x-kling-since']) notes.push(`Since ${schema['x-kling-since']}.`)
  if (schema['x-kling-until']) notes.push(`Until ${schema['x-kling-until']}.`)
  if (schema['x-kling-status'] === 'experimental') notes.push('Not officially documented.')
  return notes
}

/** The lines that close the doc comment of an operation's function. */
export function operationNotes(operation: any): string[] {
  const { externalDocs } = operation
  const status = operation['x-kling-status']
  const retired = operation['x-kling-retired']
  return [
    ...(status === 'experimental' ? ['Not officially documented; known through gateways only.'] : []),
    ...(retired ? [`Retired: the service answers ${retired.code}, "${retired.message}".`] : []),
    ...(operation['x-kling-since'] ? [`Since ${operation['x-kling-since']}.`] : []),
    ...(externalDocs?.url ? [`@see ${externalDocs.url}`] : []),
  ]
}
