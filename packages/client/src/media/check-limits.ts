import type { MediaRule } from '../generated/media-rules.gen.js'
import { byteSize } from './byte-size.js'
import { KlingMediaError, type MediaLimit } from './kling-media-error.js'
import type { MediaFacts } from './media-facts.js'

/** The names under which the document lists a format. */
const otherNames: Record<string, string[]> = { jpg: ['jpeg'], wav: ['wave'] }

/** Holds a file against the limits of its field; what its header does not tell is left to the service, but for pictures, whose sides every header tells. */
export function checkLimits(field: string, rule: MediaRule, facts: MediaFacts): void {
  const refuse = (limit: MediaLimit, found: unknown, message: string) => {
    throw new KlingMediaError(field, { limit, allowed: rule[limit as keyof MediaRule], found }, message)
  }
  checkSize(field, rule, facts.bytes)
  const { format, width, height, seconds, fps } = facts
  const named = [format, ...(otherNames[format ?? ''] ?? [])]
  if (rule.formats && !named.some((name) => name && rule.formats!.includes(name))) {
    refuse(
      'formats',
      format,
      `the file is ${format ?? 'of no known format'} (by its first bytes, whatever its name); ${list(rule.formats)} is taken. Convert it.`,
    )
  }
  if (rule.kind === 'image' && !(width && height))
    refuse('formats', format, 'the header of the picture cannot be read; the file is broken or cut off. Save it anew.')
  if (width && height) checkSides(rule, width, height, refuse)
  checkRange(rule, 'seconds', seconds, (value) => `${round(value)} s long`, 'Cut it, or take another one.', refuse)
  checkRange(rule, 'fps', fps, (value) => `at ${round(value)} frames per second`, 'Convert it to another frame rate.', refuse)
}

/** The size alone, which is often known before anything is read. */
export function checkSize(field: string, { max_bytes: most }: MediaRule, bytes: number, atLeast = ''): void {
  if (bytes === 0) throw new KlingMediaError(field, { limit: 'source', found: 0 }, 'the file is empty.')
  if (most !== undefined && bytes > most) {
    throw new KlingMediaError(
      field,
      { limit: 'max_bytes', allowed: most, found: bytes },
      `the file has ${atLeast}${byteSize(bytes)}; at most ${byteSize(most)} are taken. Make it smaller: fewer pixels, or stronger compression.`,
    )
  }
}

type Refuse = (limit: MediaLimit, found: unknown, message: string) => void

function checkSides(rule: MediaRule, width: number, height: number, refuse: Refuse): void {
  const { min_side_px: least, max_side_px: most, max_area_px: area, resolutions } = rule
  const size = `${width} x ${height} px`
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  if (least && short < least)
    refuse('min_side_px', short, `the ${rule.kind} has ${size}; each side must have at least ${least} px. Take a larger one, or scale it up.`)
  if (most && long > most) refuse('max_side_px', long, `the ${rule.kind} has ${size}; each side may have at most ${most} px. Scale it down.`)
  if (area && width * height > area)
    refuse('max_area_px', width * height, `the ${rule.kind} has ${size}, together ${width * height} px; at most ${area} px are taken. Scale it down.`)
  checkRange(rule, 'ratio', width / height, () => `${size}, a ratio of width to height of ${round(width / height)}`, 'Crop it, or add borders.', refuse)
  // Where limits of the sides are given too, they are wider than the names of resolutions and decide.
  if (resolutions && !least && !most && !resolutions.includes(`${short}p`))
    refuse('resolutions', `${short}p`, `the ${rule.kind} has ${size}; ${list(resolutions)} is taken (the shorter side). Scale it.`)
}

/**
 * How far a measure may be off. Encoders round up to whole frames (a video of "10 s" has 10.041), 23.976 frames per second pass for 24, and sides are whole pixels.
 */
const slack = { seconds: 0.1, fps: 0.1, ratio: 0.005 }

function checkRange(
  rule: MediaRule,
  what: 'seconds' | 'fps' | 'ratio',
  found: number | undefined,
  show: (found: number) => string,
  wayOut: string,
  refuse: Refuse,
): void {
  if (found === undefined) return
  const [least, most] = [rule[`min_${what}`], rule[`max_${what}`]]
  const limits = [least === undefined ? '' : `at least ${least}`, most === undefined ? '' : `at most ${most}`].filter(Boolean).join(', ')
  const message = `the ${rule.kind} is ${show(found)}; ${limits}${what === 'seconds' ? ' s' : ''} is taken. ${wayOut}`
  if (least !== undefined && found < least - slack[what]) refuse(`min_${what}`, found, message)
  if (most !== undefined && found > most + slack[what]) refuse(`max_${what}`, found, message)
}

function list(names: readonly string[]): string {
  return names.length < 2 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
