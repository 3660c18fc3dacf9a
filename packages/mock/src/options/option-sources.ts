import { readFileSync } from 'node:fs'
import { nearestName } from './nearest-name.js'
import { optionTable, parseValue, variableOf, wrongness } from './option-table.js'
import type { MockOptions } from './options.js'

/** Options as they come from outside the program; `json` is for the command line only. */
export type OutsideOptions = MockOptions & { json?: boolean }

/** A variable or a config file that cannot be used; the message tells the way out. */
export class OptionError extends Error {
  override name = 'OptionError'
}

/**
 * Options from `KLING_MOCK_*` variables. A variable that is set to nothing counts as not set.
 *
 * @throws OptionError for a value that the option cannot have, or a variable that no option has
 */
export function fromEnvironment(environment: Record<string, string | undefined>): OutsideOptions {
  const options: Record<string, unknown> = {}
  for (const row of optionTable) {
    const name = variableOf(row)
    const given = environment[name]
    if (given === undefined || given === '') continue
    options[row.key] = explained(name, () => parseValue(row, given))
  }
  const known = [...optionTable.map(variableOf), 'KLING_MOCK_CONFIG']
  for (const name of Object.keys(environment)) {
    if (name.startsWith('KLING_MOCK_') && !known.includes(name)) throw new OptionError(`${name} is no variable of kling-mock${meant(name, known)}`)
  }
  return options
}

/**
 * Options from a JSON file whose keys are those of `startMock`.
 *
 * @throws OptionError when it cannot be read, is no JSON object, or has a key or a value that is not known
 */
export function fromConfigFile(file: string): OutsideOptions {
  const text = explained(`config file ${file} cannot be read`, () => readFileSync(file, 'utf8'))
  const value = explained(`config file ${file} is no JSON`, () => JSON.parse(text) as unknown)
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new OptionError(`config file ${file} must hold a JSON object, for example {"port": 4010}`)
  const known = optionTable.map(({ key }) => key)
  for (const [key, member] of Object.entries(value)) {
    const row = optionTable.find((candidate) => candidate.key === key)
    if (!row) throw new OptionError(`config file ${file}: '${key}' is no option${meant(key, known)}`)
    const expected = wrongness(row, member)
    if (expected) throw new OptionError(`config file ${file}: ${key} is ${expected}${row.secret ? '' : `, not ${JSON.stringify(member)}`}`)
  }
  return value
}

function explained<Value>(what: string, make: () => Value): Value {
  try {
    return make()
  } catch (error) {
    throw new OptionError(`${what}: ${(error as Error).message}`)
  }
}

function meant(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  return nearest ? `; did you mean ${nearest}?` : `; these are known: ${known.join(', ')}`
}
