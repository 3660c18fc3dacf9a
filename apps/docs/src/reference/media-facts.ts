import type { Schema } from './schema.ts'

/** What file a field stands for, as short facts. */
export function mediaFacts(media: Schema): string[] {
  const { kind, forms = [], formats = [], max_bytes, resolutions, max_area_px } = media
  const facts = [`${kind} as ${forms.map((form: string) => (form === 'url' ? 'URL' : 'Base64')).join(' or ')}`]
  if (formats.length > 0) facts.push(formats.join(', '))
  if (max_bytes !== undefined) facts.push(`at most ${size(max_bytes)}`)
  facts.push(...range(media['min_side_px'], media['max_side_px'], 'px', 'each side '))
  facts.push(...range(ratio(media['min_ratio']), ratio(media['max_ratio']), '', 'aspect ratio '))
  facts.push(...range(media['min_seconds'], media['max_seconds'], 's', 'length '))
  facts.push(...range(media['min_fps'], media['max_fps'], 'frames per second'))
  if (max_area_px !== undefined) facts.push(`area at most ${max_area_px} px`)
  if (resolutions) facts.push(`resolution ${resolutions.join(' or ')}`)
  return facts
}

function range(least: unknown, greatest: unknown, unit: string, what = ''): string[] {
  const ending = unit && ` ${unit}`
  if (least !== undefined && greatest !== undefined) return [`${what}${least} to ${greatest}${ending}`]
  if (least !== undefined) return [`${what}at least ${least}${ending}`]
  return greatest === undefined ? [] : [`${what}at most ${greatest}${ending}`]
}

function size(bytes: number): string {
  const megabytes = bytes / 1024 / 1024
  return megabytes >= 1 ? `${Number(megabytes.toFixed(1))} MB` : `${Number((bytes / 1024).toFixed(1))} KB`
}

/** 0.4 as 1:2.5, 2.5 as 2.5:1. */
function ratio(value: number | undefined): string | undefined {
  if (value === undefined) return
  return value < 1 ? `1:${Number((1 / value).toFixed(3))}` : `${value}:1`
}
