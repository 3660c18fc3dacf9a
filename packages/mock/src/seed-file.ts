import { readFileSync } from 'node:fs'
import { readSeed, type Seed } from '@klingkit/simulator'
import { OptionError } from './options/option-sources.js'

/** @throws OptionError when the file cannot be read holds no JSON, or what cannot be laid out */
export function readSeedFile(file: string): Seed {
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
  try {
    return readSeed(value)
  } catch (error) {
    throw new OptionError(`seed file ${file}: ${(error as Error).message}`)
  }
}
