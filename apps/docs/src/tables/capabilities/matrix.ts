import { capabilities } from '@klingkit/openapi'

export type Features = Record<string, true | string | number>

/** What one model can do on one operation, with some inputs, in some qualities. */
export interface MatrixRow {
  operation: string
  model?: string
  use?: string
  resolution?: string[]
  mode?: string[]
  durations?: number[] | { min: number; max: number; from?: string }
  aspect_ratios?: string[]
  prompt?: number
  features?: Features
  since?: string
  source: string
  note?: string
}

export interface Model {
  id: string
  title: string
  media: 'video' | 'image'
  path_id: string | null
  model_name: string | null
  released: string | null
  status: 'current' | 'retired' | 'experimental'
  retired_on?: string
  evidence?: string[]
  operations: string[]
  output?: Record<string, string>
  source: string
  served?: { operation: string; served: boolean; on: string; source: string }[]
  note?: string
}

interface CapabilityMap {
  source: string
  aspect_ratios?: string[]
  rows: MatrixRow[]
}

export const models = capabilities['models'] as Model[]
export const sources = capabilities['sources'] as Record<string, { origin: string; date: string; what: string }>
export const featureWords = capabilities['features'] as Record<string, string>

const map = (name: string): CapabilityMap => capabilities[name]
const rowsOf = (name: string): MatrixRow[] => map(name).rows.map((row) => ({ ...row, source: row.source ?? map(name).source }))

export const maps = { current: rowsOf('current'), legacy: rowsOf('legacy'), image: rowsOf('image'), products: rowsOf('products') }

/** The rows about a model, by the generation of the API they are for. A name of the legacy standard may stand for a video model and for one of pictures. */
export function rowsOfModel({ id, media, model_name }: Model): { generation: 'new standard' | 'legacy standard'; rows: MatrixRow[] }[] {
  const legacy = media === 'video' ? maps.legacy : maps.image
  return [
    { generation: 'new standard' as const, rows: media === 'video' ? maps.current.filter(({ model }) => model === id) : [] },
    { generation: 'legacy standard' as const, rows: legacy.filter(({ model }) => model_name !== null && model === model_name) },
  ].filter(({ rows }) => rows.length > 0)
}

/** Everything that some row of a model has: of a number the greatest, of words all that occur. */
export function featuresOf(model: Model): Record<string, string> {
  const all = rowsOfModel(model).flatMap(({ rows }) => rows.flatMap(({ features = {} }) => Object.entries(features)))
  const found = Map.groupBy(all, ([name]) => name)
  return Object.fromEntries([...found].map(([name, entries]) => [name, together([...new Set(entries.map(([, value]) => value))])]))
}

function together(values: (true | string | number)[]): string {
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length > 0) return String(Math.max(...numbers))
  if (values.includes('both')) return 'both'
  return values.map((value) => (value === true ? 'yes' : spaced(String(value)))).join(', ')
}

/** `first_last_frames` as one reads it. */
export function spaced(word: string): string {
  return word.replaceAll('_', ' ')
}
