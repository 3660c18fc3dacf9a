import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { installFolder } from '../own-lockfile/install-folder.ts'
import { packAll } from './pack.ts'

/**
 * Looks at every package as it would be published: what is in it, what its manifest says, whether entry points and types hold together, and how much a page downloads.
 * A word on the command line looks at that package alone: `node tools/published/run.ts client`.
 */
installFolder(import.meta.dirname)
const { checks } = await import('./checks/index.ts')
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-published-'))
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }))

const all = packAll(scratch)
const wanted = process.argv[2]
let passed = 0
let failed = 0
for (const packed of all.filter(({ name }) => wanted === undefined || name === `@klingkit/${wanted}`)) {
  for (const check of checks) {
    const { wrong, seen } = await Promise.resolve()
      .then(() => check.run(packed, all))
      .catch((error: Error) => ({ wrong: [error.message], seen: '' }))
    if (wrong.length > 0) failed++
    else passed++
    console.log(`${wrong.length > 0 ? 'FAILED' : 'ok    '}  ${packed.name.padEnd(20)} ${check.name.padEnd(9)} ${seen}`)
    for (const each of wrong) console.log(`          ${each}`)
  }
}
if (wanted === undefined)
  fs.writeFileSync(path.join(import.meta.dirname, 'test-results.json'), `${JSON.stringify({ numPassedTests: passed, numFailedTests: failed })}\n`)
console.log(`published: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
