import { readFileSync } from 'node:fs'
import { OptionError } from './options/option-sources.js'

/** @throws OptionError when the file cannot be read or holds no JSON object */
export function readSeedFile(file: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new OptionError(`seed file ${file} cannot be read: ${(error as Error).message}`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new OptionError(`seed file ${file} is no JSON: ${(error as Error).message}`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new OptionError(`seed file ${file} must hold a JSON object with tasks, voices, elements or packs`)
  return value as Record<string, unknown>
}
