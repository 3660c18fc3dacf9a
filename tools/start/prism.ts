import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Runs stock `prism mock` as it is on the built document, the one the tests of the mock use. Options are handed on: `pnpm prism --port 4011`. */
const root = path.resolve(import.meta.dirname, '../..')
const manifest = createRequire(path.join(root, 'packages/mock/package.json')).resolve('@stoplight/prism-cli/package.json')
const cli = path.join(path.dirname(manifest), 'dist/index.js')
const prism = spawn(process.execPath, [cli, 'mock', ...process.argv.slice(2), path.join(root, 'packages/openapi/dist/openapi.json')], { stdio: 'inherit' })

prism.on('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => prism.kill(signal))
