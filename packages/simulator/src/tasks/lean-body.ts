import { shortened } from '../json.js'

const textKept = 2048
const shown = 32
/** Documented bodies have a handful of levels; a body with thousands must not exhaust the stack, here or when it is written out. */
const deepest = 40

/** A body without long files: pictures as Base64 are cut, because nothing of a task depends on them. Prompts stay, however long. */
export function leanBody(body: Record<string, any>): Record<string, any> {
  return isTooMuch(body, 0) ? lean(body, 0) : body
}

function isTooMuch(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isFile(value)
  if (value === null || typeof value !== 'object') return false
  if (depth === deepest) return true
  for (const key in value) if (isTooMuch((value as Record<string, unknown>)[key], depth + 1)) return true
  return false
}

function lean(value: any, depth: number): any {
  if (typeof value === 'string') return isFile(value) ? `${shortened(value, shown)}... (${value.length} characters)` : value
  if (value === null || typeof value !== 'object') return value
  if (depth === deepest) return '...'
  if (Array.isArray(value)) return value.map((item) => lean(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, lean(member, depth + 1)]))
}

function isFile(text: string): boolean {
  return text.length > textKept && !/\s/.test(text.slice(0, 200))
}
