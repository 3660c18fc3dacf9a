import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const text = readFileSync(new URL('../THREATS.md', import.meta.url), 'utf8')

test('every test the threat page names is there', () => {
  const rows = [...text.matchAll(/^\| .+ \| .+ \| (.*?) ?\|$/gm)].map(([, cell]) => cell!).filter((cell) => cell.includes('`'))
  const named = rows.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!))
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => !existsSync(new URL(`${name}.test.ts`, import.meta.url)))).toEqual([])
})

test('it speaks of the mock, the proxy and downloads', () => {
  expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(
    expect.arrayContaining([expect.stringMatching(/mock/i), expect.stringMatching(/proxy/i), 'Downloads']),
  )
})
