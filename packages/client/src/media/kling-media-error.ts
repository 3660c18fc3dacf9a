import { KlingError } from '../errors/kling-error.js'

/** Which limit was broken; the names are those of the document. `source`: what was given is nothing a file can be read from. */
export type MediaLimit =
  | 'forms'
  | 'formats'
  | 'kind'
  | 'max_bytes'
  | 'min_side_px'
  | 'max_side_px'
  | 'max_area_px'
  | 'min_ratio'
  | 'max_ratio'
  | 'min_seconds'
  | 'max_seconds'
  | 'min_fps'
  | 'max_fps'
  | 'resolutions'
  | 'source'

export interface MediaRefusal {
  limit: MediaLimit
  /** What the field takes, as the document has it. */
  allowed?: unknown
  /** What was found. */
  found?: unknown
}

/** A file that the field would refuse; nothing was sent. The message names the limit, what was found and the way out. */
export class KlingMediaError extends KlingError {
  static override readonly code = 'KLING_MEDIA'
  declare readonly code: 'KLING_MEDIA'
  /** Operation and field it was for: `createImage2Video image`. */
  declare readonly field: string
  declare readonly limit: MediaLimit
  declare readonly allowed: unknown
  declare readonly found: unknown

  constructor(field: string, { limit, allowed, found }: MediaRefusal, message: string, options?: ErrorOptions) {
    super(`${field}: ${message}`, { field, limit, allowed, found }, options)
  }
}
