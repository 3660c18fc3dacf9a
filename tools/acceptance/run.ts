import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { documents } from './documents.ts'
import { install } from './install.ts'
import type { Step, Workplace } from './step.ts'
import { houseRulesStep } from './steps/house-rules.ts'
import { klingClientSteps } from './steps/kling-client.ts'
import { prismSteps } from './steps/prism.ts'
import { redoclySteps } from './steps/redocly.ts'
import { typeSteps } from './steps/types.ts'

/**
 * What tools of others say of the built documents (stock Prism, Redocly, openapi-typescript, orval), and a client of others of the mock (kling-api).
 * They are installed on the first run, from the lockfile of this folder. Apart from the npm registry nothing but loopback is used.
 */
if (documents.length === 0) {
  console.error('The documents are not built yet: run `pnpm build` first.')
  process.exit(1)
}
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-acceptance-'))
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }))

let passed = 0
let failed = 0
await step({ name: 'install the tools', run: install })
if (failed === 0) for (const each of [...prismSteps, ...redoclySteps, houseRulesStep, ...typeSteps, ...klingClientSteps]) await step(each)

fs.writeFileSync(path.join(import.meta.dirname, 'test-results.json'), `${JSON.stringify({ numPassedTests: passed, numFailedTests: failed })}\n`)
console.log(`acceptance: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

async function step({ name, run }: Step): Promise<void> {
  const began = performance.now()
  const workplace: Workplace = { scratch }
  const outcome = await run(workplace).then(
    (text) => ({ word: 'ok', text }),
    (error: unknown) => ({ word: 'FAILED', text: error instanceof Error ? error.message : String(error) }),
  )
  if (outcome.word === 'ok') passed++
  else failed++
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${outcome.word.padEnd(6)} ${seconds.padStart(5)} s  ${name}: ${outcome.text}`)
}
