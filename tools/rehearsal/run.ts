import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { installFolder } from '../own-lockfile/install-folder.ts'
import { packAll } from '../published/pack.ts'
import { publishAll, startRegistry } from './registry.ts'
import { NotRun, type Step } from './step.ts'
import { commonJsStep } from './steps/common-js.ts'
import { mockSteps } from './steps/kling-mock.ts'
import { otherInstallerSteps } from './steps/other-installers.ts'
import { plainScriptStep } from './steps/plain-script.ts'
import { prismStep } from './steps/prism.ts'
import { programsStep } from './steps/programs.ts'
import { blocks, readmeSteps } from './steps/readmes.ts'
import { viteSteps } from './steps/vite-react.ts'
import { vitestStep } from './steps/vitest-msw.ts'

/**
 * The rehearsal of a release: every package is published to a registry on this machine, and installed from there into empty folders, as strangers will. What is not ours comes from the registry that this
 * machine is set up with. A word on the command line runs the steps whose names hold it.
 */
installFolder(import.meta.dirname)
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-rehearsal-'))
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }))

const counts = { passed: 0, failed: 0, notRun: 0 }
const packed = packAll(path.join(scratch, 'packed'))
const registry = await startRegistry(scratch)
const steps: Step[] = [plainScriptStep, commonJsStep, ...mockSteps, ...otherInstallerSteps, programsStep, prismStep, vitestStep, ...viteSteps, ...readmeSteps]
const wanted = process.argv[2]

await perform({ name: `publish ${packed.length} packages`, run: () => publishAll(packed, registry) })
if (counts.failed === 0) for (const step of steps.filter(({ name }) => wanted === undefined || name.includes(wanted))) await perform(step)
await registry.close()

if (wanted === undefined)
  fs.writeFileSync(
    path.join(import.meta.dirname, 'test-results.json'),
    `${JSON.stringify({ numPassedTests: counts.passed, numFailedTests: counts.failed, numPendingTests: counts.notRun })}\n`,
  )
console.log(`blocks of the pages: ${blocks.run} run, ${blocks.notRun} not run`)
console.log(`rehearsal: ${counts.passed} passed, ${counts.failed} failed, ${counts.notRun} not run`)
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1)

async function perform({ name, run }: Step): Promise<void> {
  const began = performance.now()
  const folder = fs.mkdtempSync(path.join(scratch, 'empty-'))
  const { word, text } = await Promise.resolve()
    .then(() => run({ folder, registry, packed }))
    .then(
      (said) => ({ word: 'ok' as const, text: said }),
      (error: Error) => ({ word: error instanceof NotRun ? ('not run' as const) : ('FAILED' as const), text: error.message }),
    )
  counts[word === 'ok' ? 'passed' : word === 'not run' ? 'notRun' : 'failed']++
  console.log(`${word.padEnd(7)} ${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${name}: ${text}`)
  fs.rmSync(folder, { recursive: true, force: true })
}
