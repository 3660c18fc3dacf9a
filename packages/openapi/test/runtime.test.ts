import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import * as whole from '../src/index.js'
import * as runtime from '../src/runtime.js'

/** The files that an entry of this package loads. */
function filesOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, target] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) .*from '(\.[^']+)'/gm))
    filesOf(path.resolve(path.dirname(file), target!), found)
  return found
}

describe('./runtime, which browsers load', () => {
  const files = [...filesOf(path.resolve(import.meta.dirname, '../dist/runtime.js'))]
  const code = files.map((file) => readFileSync(file, 'utf8')).join('\n')

  test('weighs at most 150 KiB, compressed', () => {
    const size = gzipSync(code).length
    console.log(`./runtime: ${Math.round(size / 1024)} KiB gzipped in ${files.length} files`)
    expect(size).toBeGreaterThan(1024)
    expect(size).toBeLessThanOrEqual(150 * 1024)
  })

  test('does not hold the document', () => {
    expect(files.map((file) => path.basename(file))).not.toContain('document.gen.js')
    expect(code).not.toContain('#/components/schemas/')
    expect(code).not.toMatch(/\\?"openapi\\?":\s*\\?"3/)
  })

  test('needs nothing but the language', () => {
    expect(code).not.toMatch(/^import .*from '[^.]/m)
    expect(code).not.toMatch(/\brequire\(|\bprocess\b/)
  })
})

describe('what it holds is what the main entry holds', () => {
  test('bodies of successful answers', () => {
    for (const { id } of whole.operations) expect(runtime.successExamples[id]).toEqual(whole.examples[id]['200'])
  })

  test('the hosts of the document', () => {
    expect(runtime.servers).toEqual(whole.document.servers)
    expect(runtime.servers.length).toBeGreaterThan(0)
  })

  test('gateways, and the hash of the sources', () => {
    expect(runtime.gateways).toEqual(whole.gateways)
    expect(runtime.specHash).toBe(whole.specHash)
    expect(runtime.taskFailures).toEqual(whole.errors.task_failures)
  })
})

describe('the tables that behaviour is derived from', () => {
  const ids = new Set<string>(runtime.operations.map(({ id }) => id))
  const creates = runtime.operations.filter(({ kind }) => kind === 'async task')

  test('speak of operations that exist', () => {
    const named = [
      ...[runtime.defaults, runtime.references, runtime.lengths, runtime.spoken, runtime.retiredModels].flatMap((table) => Object.keys(table)),
      ...runtime.prices.flatMap(({ operations }) => operations),
      ...runtime.durations.flatMap(({ operations }) => operations ?? []),
      ...Object.values(runtime.references).flatMap((fields) => fields.flatMap(({ from }) => from ?? [])),
      ...runtime.operations.flatMap(({ makes }) => (makes ?? []).flatMap(({ list }) => list ?? [])),
    ]
    expect(named.length).toBeGreaterThan(200)
    expect(named.filter((id) => !ids.has(id))).toEqual([])
  })

  test('know a typical duration of every create, the last row for those that no other names', () => {
    expect(runtime.durations.map(({ operations }) => operations === undefined)).toEqual(runtime.durations.map((_, index, rows) => index === rows.length - 1))
    const twice = runtime.durations.flatMap(({ operations }) => operations ?? []).filter((id, index, all) => all.indexOf(id) !== index)
    expect(twice).toEqual([])
  })

  test('know a price, be it that nobody published one, of every create that answers', () => {
    const priced = new Set<string>(runtime.prices.flatMap(({ operations }) => operations))
    expect(creates.filter(({ id, status }) => status === 'current' && !priced.has(id)).map(({ id }) => id)).toEqual([])
  })
})
