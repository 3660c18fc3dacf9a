import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { median } from '../statistics.ts'

const root = path.resolve(import.meta.dirname, '../../..')

/** Seconds that the compiler takes for a file that calls 20 operations, from start to end of its process; and for one that calls none. */
export async function measureTypeCheck(rounds: number): Promise<{ seconds: number; empty: number }> {
  const folder = mkdtempSync(path.join(import.meta.dirname, 'type-check-'))
  try {
    const calls = await creates(20)
    write(folder, 'calls', `${preamble}\n${calls.join('\n')}\n`)
    write(folder, 'empty', 'export const nothing = 1\n')
    const times = { calls: [] as number[], empty: [] as number[] }
    for (let round = 0; round < rounds; round++) for (const name of ['calls', 'empty'] as const) times[name].push(check(folder, name))
    return { seconds: median(times.calls), empty: median(times.empty) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const preamble = `import { createKling } from '../../../../packages/client/dist/index.js'\nconst kling = createKling()`

/** Calls of creates with a body that the document shows. */
async function creates(count: number): Promise<string[]> {
  const file = createRequire(path.join(root, 'packages/client/package.json')).resolve('@klingkit/openapi')
  const { operations, document } = await import(pathToFileURL(file).href)
  const chosen = operations.filter(({ kind, status }: any) => kind === 'async task' && status !== 'retired').slice(0, count)
  if (chosen.length < count) throw new Error(`there are only ${chosen.length} creates`)
  return chosen.map(({ id, call, path: place }: any) => {
    const [example] = Object.values<any>(document.paths[place].post.requestBody.content['application/json'].examples)
    return `export const ${id} = await kling.${call}(${JSON.stringify(example.value)})`
  })
}

function write(folder: string, name: string, code: string): void {
  writeFileSync(path.join(folder, `${name}.ts`), code)
  const compilerOptions = { strict: true, noEmit: true, target: 'es2023', module: 'nodenext', types: [], lib: ['es2024', 'dom', 'dom.iterable'] }
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ compilerOptions, files: [`${name}.ts`] }))
}

function check(folder: string, name: string): number {
  const began = performance.now()
  const { status, stdout } = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', path.join(folder, `${name}.json`)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the file with 20 operations does not compile:\n${stdout}`)
  return (performance.now() - began) / 1000
}
