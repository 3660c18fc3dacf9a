import fs from 'node:fs'
import path from 'node:path'
import { readYaml } from './lossless-yaml.ts'
import type { JsonObject } from './types.ts'

export interface Example {
  summary?: string
  description?: string
  value: any
  'x-kling-origin': string
}

export interface InvalidBody {
  /** Name of the rule, or the JSON Schema keyword, that the body breaks. */
  rule: string
  /** Path of the field that breaks it. */
  at?: string
  /** Exact text of the refusal, where the real service was seen giving it. */
  message?: string
  observed?: boolean
  derived?: boolean
  value: any
}

export interface ExampleSet {
  requests: Record<string, Record<string, Example>>
  responses: Record<string, Record<string, Record<string, Example>>>
  invalid: Record<string, Record<string, InvalidBody>>
}

/** Reads every `examples` folder below a folder. Two folders that both speak of the same operation are an error. */
export function loadExamples(folder: string): ExampleSet {
  const set: ExampleSet = { requests: {}, responses: {}, invalid: {} }
  for (const file of filesBelow(folder)) {
    if (path.basename(path.dirname(file)) !== 'examples') continue
    const kind = path.basename(file, '.yaml') as keyof ExampleSet
    if (!(kind in set)) throw new Error(`${file}: an examples folder holds requests.yaml, responses.yaml and invalid.yaml only`)
    const content = (readYaml(fs.readFileSync(file, 'utf8')) ?? {}) as JsonObject
    for (const [operationId, entries] of Object.entries(content)) {
      if (set[kind][operationId]) throw new Error(`${file}: ${kind} of ${operationId} are written in two places`)
      set[kind][operationId] = entries
    }
  }
  return set
}

export function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}
