import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { version } from '../src/index.ts'

const root = path.resolve(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

/** The source of a file and of all it imports at run time, without comments, by path. */
function sourcesFrom(file: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(file)) return found
  const source = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  found.set(file, source)
  for (const [, target] of source.matchAll(/^(?:import|export) (?!type\b)[^;]*? from '(\.[^']*)'/gms)) {
    sourcesFrom(path.resolve(path.dirname(file), target!.replace(/\.js$/, '.ts')), found)
  }
  return found
}
const entries = ['index.ts', 'operations.ts', 'proxy.ts', 'react-query.ts'].map((name) => [name, sourcesFrom(path.join(root, 'src', name))] as const)

test.each(entries)('%s runs where there are only web standards', (_, sources) => {
  expect(sources.size).toBeGreaterThan(20)
  for (const [file, source] of sources) {
    const foreign = [...source.matchAll(/(?:from |import\(|require\()'([^.'][^']*)'/g)].map(([, name]) => name)
    expect([path.relative(root, file), foreign]).toEqual([path.relative(root, file), []])
    expect(source).not.toMatch(/^await |^(?:const|let|export const) [^=]*= await /m)
  }
})

test.each(entries)('nothing happens when %s is imported: bundlers may drop what is not used', (_, sources) => {
  expect(manifest.sideEffects).toBe(false)
  for (const [file, source] of sources) {
    const statements = source.split('\n').filter((line) => /^[a-z][\w.]*\(/i.test(line) && !/^(?:export|import|function|async)\b/.test(line))
    expect([path.relative(root, file), statements]).toEqual([path.relative(root, file), []])
  }
})

test('every entry of the package has its source, types first', () => {
  const { './package.json': _, ...exports } = manifest.exports as Record<string, { types: string; default: string }>
  for (const [name, target] of Object.entries(exports)) {
    const stem = name === '.' ? 'index' : name.slice(2)
    expect([name, Object.keys(target), target]).toEqual([name, ['types', 'default'], { types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` }])
    expect([name, existsSync(path.join(root, 'src', `${stem}.ts`))]).toEqual([name, true])
  }
})

test('the version that is sent is that of the package', () => {
  expect(version).toBe(manifest.version)
})
