import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { commandLine, optionsOf } from '../src/command-line.js'
import { fromConfigFile, fromEnvironment } from '../src/options/option-sources.js'
import { type OptionRow, optionTable, variableOf } from '../src/options/option-table.js'

/* Every option can be given as a flag, as a variable and as a key of a config file, and means the same each time. */

const folder = mkdtempSync(path.join(tmpdir(), 'kling-mock-options-'))
afterAll(() => rmSync(folder, { recursive: true }))

const flagOf = ({ flag }: OptionRow) => flag.split(' ')[0]!
const isOff = (row: OptionRow) => flagOf(row).startsWith('--no-')

/** A value that is not the default: as text, and as it arrives. */
function sample(row: OptionRow): { text: string; value: unknown } {
  switch (row.kind.type) {
    case 'whole':
      return { text: '7', value: 7 }
    case 'number':
      return { text: '2.5', value: 2.5 }
    case 'choice':
      return { text: row.kind.choices.at(-1)!, value: row.kind.choices.at(-1)! }
    case 'text':
      return { text: 'some-text', value: 'some-text' }
    case 'list':
      return { text: 'first,second', value: ['first', 'second'] }
    case 'switch':
      return { text: 'true', value: !isOff(row) }
  }
}

describe.each(optionTable.map((row) => ({ name: row.key, row })))('$name', ({ row }) => {
  const { text, value } = sample(row)
  const wanted = { [row.key]: value }

  test('as a flag', () => {
    const values = row.kind.type === 'switch' ? [[]] : row.kind.type === 'list' ? text.split(',').map((item) => [item]) : [[text]]
    const program = commandLine().parse(
      values.flatMap((given) => [flagOf(row), ...given]),
      { from: 'user' },
    )
    expect(optionsOf(program, {})).toEqual(wanted)
  })

  test('as a variable', () => {
    expect(fromEnvironment({ [variableOf(row)]: text, PATH: '/bin' })).toEqual(wanted)
  })

  test('as a key of a config file', () => {
    const file = path.join(folder, `${row.key}.json`)
    writeFileSync(file, JSON.stringify(wanted))
    expect(fromConfigFile(file)).toEqual(wanted)
  })

  test('a flag wins over a variable, that over a config file', () => {
    const file = path.join(folder, `${row.key}-all.json`)
    writeFileSync(file, JSON.stringify({ ...wanted, json: true }))
    const program = commandLine().parse(['--config', file], { from: 'user' })
    expect(optionsOf(program, {})).toEqual({ ...wanted, json: true })
    if (row.kind.type !== 'switch') return
    const opposite = optionsOf(program, { [variableOf(row)]: 'false' })
    expect(opposite[row.key]).toBe(!value)
  })

  test('stands in --help, with its variable', () => {
    const help = commandLine().helpInformation().replace(/\s+/g, ' ')
    expect(help).toContain(row.flag)
    expect(help).toContain(`(env: ${variableOf(row)})`)
  })
})

test('every option of startMock is in the table, but for the seed, which has a file', () => {
  const source = readFileSync(new URL('../src/options/options.ts', import.meta.url), 'utf8')
  const [, members = ''] = /export interface MockOptions \{([\s\S]*?)^\}/m.exec(source)!
  const names = [...members.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name!)
  expect(names.length).toBeGreaterThan(20)
  expect(names.filter((name) => name !== 'seed').sort()).toEqual(
    optionTable
      .map(({ key }) => key)
      .filter((key) => key !== 'json')
      .sort(),
  )
})
