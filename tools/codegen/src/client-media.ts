type Schema = any

/** What a media field may hold, as `x-kling-media` says it, with its place in the body. */
type Fields = Record<string, Record<string, unknown>>

/**
 * The limits of every field that stands for a file, by operation and place in the body: `image`, `input.images[]`, `contents[type=first_frame].url`.
 * Fields with the same limits share one object, as most do.
 */
export function mediaRulesCode(document: any): string {
  const shared = new Map<string, string>()
  const tables: string[] = []
  for (const item of Object.values<any>(document.paths)) {
    for (const operation of [item.get, item.post].filter(Boolean)) {
      const fields: Fields = {}
      collect(document, operation.requestBody?.content['application/json']?.schema, '', fields, [])
      if (Object.keys(fields).length === 0) continue
      const members = Object.entries(fields).map(([place, rule]) => `    ${JSON.stringify(place)}: ${nameOf(rule, shared)},\n`)
      tables.push(`  ${operation.operationId}: {\n${members.join('')}  },\n`)
    }
  }
  const rules = [...shared].map(([code, name]) => `const ${name}: MediaRule = ${code}\n`)
  return `${ruleType}
/** Days that results, and their ids for use elsewhere, are kept. */
export const resultDays = ${resultDays(document)}

${rules.join('')}
export const mediaRules = {
${tables.join('')}} satisfies Record<string, Record<string, MediaRule>>
`
}

function nameOf(rule: Record<string, unknown>, shared: Map<string, string>): string {
  const code = JSON.stringify(rule)
  if (!shared.has(code)) shared.set(code, `${rule.kind}${shared.size + 1}`)
  return shared.get(code)!
}

function collect(document: any, schema: Schema, place: string, fields: Fields, open: string[]): void {
  if (schema === undefined) return
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1)
    if (!open.includes(name)) collect(document, document.components.schemas[name], place, fields, [...open, name])
    return
  }
  const rule = schema['x-kling-media']
  if (rule) {
    if (fields[place] && JSON.stringify(fields[place]) !== JSON.stringify(rule)) throw new Error(`the media field '${place}' has two different limits`)
    fields[place] = rule
  }
  for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
    collect(document, part, placeOfBranch(document, part, place), fields, open)
  for (const [name, property] of Object.entries(schema.properties ?? {})) collect(document, property, place ? `${place}.${name}` : name, fields, open)
  if (schema.items) collect(document, schema.items, `${place}[]`, fields, open)
}

/** Items of a list that tell themselves apart by `type` have a place of their own each. */
function placeOfBranch(document: any, branch: Schema, place: string): string {
  const type = (branch.$ref ? document.components.schemas[branch.$ref.split('/').at(-1)] : branch).properties?.type?.const
  return type && place.endsWith('[]') ? `${place.slice(0, -2)}[type=${type}]` : place
}

/** How long results live, which the document says of every id of a video or sound made earlier. */
function resultDays(document: any): number {
  const said = new Set<number>()
  JSON.stringify(document.components.schemas, (_, member) => {
    const { kind, max_age_days } = member?.['x-kling-reference'] ?? {}
    if (max_age_days && ['video', 'audio'].includes(kind)) said.add(max_age_days)
    return member
  })
  if (said.size !== 1) throw new Error(`results are kept for one number of days, but the document says ${[...said].join(' and ') || 'none'}`)
  return [...said][0]!
}

const ruleType = `
/** What a field that stands for a file takes. A limit that is missing is not documented. */
export interface MediaRule {
  kind: 'image' | 'video' | 'audio'
  /** Whether the field takes an address, Base64 text, or both. */
  forms: readonly ('url' | 'base64')[]
  formats?: readonly string[]
  /** Size of the file, not of its Base64 text. */
  max_bytes?: number
  /** Of either side. */
  min_side_px?: number
  max_side_px?: number
  max_area_px?: number
  /** Width divided by height. */
  min_ratio?: number
  max_ratio?: number
  min_seconds?: number
  max_seconds?: number
  min_fps?: number
  max_fps?: number
  /** Named by the shorter side: 1080p. */
  resolutions?: readonly string[]
}
`
