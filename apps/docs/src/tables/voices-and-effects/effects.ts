import data from '@klingkit/openapi/effects.json' with { type: 'json' }

export interface Scene {
  name: string
  /** Pictures it takes. */
  inputs: number
  /** Last day, of a retired one. */
  until?: string
  announced_until?: string
}

export const scenes = data.scenes as Scene[]
export const retired = data.retired as Scene[]
export const pages = [data.source, data.retired_source] as { page: string; date: string }[]
