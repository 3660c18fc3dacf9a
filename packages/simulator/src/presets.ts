import { operations, successExamples } from '@klingkit/openapi/runtime'
import { isObject } from './body-paths.js'
import { makerOfList } from './operations.js'

/** kind -> id -> name: the official library, as the documented lists show it. */
const presets = new Map<string, Map<string, string>>()

for (const { id, kind } of operations)
  if (kind === 'list' && !makerOfList.has(id)) for (const example of Object.values(successExamples[id] ?? {})) collect(example)

function collect(value: unknown): void {
  if (Array.isArray(value)) value.forEach(collect)
  if (!isObject(value)) return
  for (const kind of ['voice', 'element']) {
    const id = value[`${kind}_id`]
    if (id === undefined) continue
    const known = presets.get(kind) ?? new Map<string, string>()
    presets.set(kind, known.set(String(id), String(value[`${kind}_name`] ?? '')))
  }
  Object.values(value).forEach(collect)
}

/** The name of an official voice or element; nothing for what is none. */
export function presetName(kind: string, id: string): string | undefined {
  return presets.get(kind)?.get(id)
}
