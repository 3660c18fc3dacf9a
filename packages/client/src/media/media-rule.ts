import { KlingError } from '../errors/kling-error.js'
import { type MediaRule, mediaRules } from '../generated/media-rules.gen.js'

/** Operations with fields that stand for files. */
export type MediaOperation = keyof typeof mediaRules

/** Those fields of an operation, by their place in the body: `image`, `input.images[]`, `contents[type=first_frame].url`. */
export type MediaField<Operation extends MediaOperation = MediaOperation> = Operation extends MediaOperation
  ? keyof (typeof mediaRules)[Operation] & string
  : never

/**
 * What a field takes, from the curated document.
 *
 * @throws KlingError when the operation has no such field
 * @example
 * mediaRule('createAvatar', 'sound_file').max_seconds // 300
 */
export function mediaRule<Operation extends MediaOperation>(operation: Operation, field: MediaField<Operation>): MediaRule {
  const fields: Record<string, MediaRule> | undefined = Object.hasOwn(mediaRules, operation) ? mediaRules[operation] : undefined
  if (fields && Object.hasOwn(fields, field)) return fields[field]!
  throw new KlingError(
    fields
      ? `${operation} takes no file at '${field}'. It does at: ${Object.keys(fields).join(', ')}.`
      : `${operation} is no operation that takes files. To use limits of your own, pass them instead of it.`,
  )
}
