import data from '@klingkit/openapi/limits.json' with { type: 'json' }

export interface Limit {
  group: string
  about: string
  limit: string
  value?: number | 'unknown'
  operations?: string[]
  /** Codes that answer what is beyond it. */
  errors?: number[]
  source: string
}

export const sources = data.sources as Record<string, { origin: string; date: string; what: string }>
export const limits = data.entries as Limit[]
