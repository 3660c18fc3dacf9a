import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { writePackage } from '../../spec-build/src/write-package.ts'
import { compareFolders } from './compare-folders.ts'
import { generate, targets } from './generate.ts'
import { uncommittedFiles } from './uncommitted-files.ts'

/**
 * Generates everything once more beside the tree and compares: whoever changes spec/ or a generator commits what comes of it.
 * A build writes the generated files too, so in a clean checkout they would always agree with themselves; there the commit is the measure.
 */
const root = path.resolve(import.meta.dirname, '../../..')
const made = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-generated-'))
const findings: string[] = []
try {
  await writePackage(path.join(root, 'spec'), path.join(made, 'openapi'))
  // The data files are not committed: two megabytes of JSON would hide what a change does.
  fs.rmSync(path.join(made, 'openapi/src/generated/data'), { recursive: true })
  for (const target of targets) await generate(target, path.join(made, 'openapi/dist'), path.join(made, target, 'src/generated'))
  for (const name of ['openapi', ...targets]) {
    const folder = `packages/${name}/src/generated`
    findings.push(...compareFolders(path.join(root, folder), path.join(made, name, 'src/generated'), ['data']).map((finding) => `${folder}/${finding}`))
  }
} finally {
  fs.rmSync(made, { recursive: true, force: true })
}

const sources = [
  'spec',
  'tools/spec-build/src',
  'tools/rules/src',
  'tools/codegen/src',
  'packages/client/src/core/names.ts',
  'packages/client/package.json',
  'pnpm-lock.yaml',
]
if (uncommittedFiles(root, sources).length === 0) {
  findings.push(...uncommittedFiles(root, ['packages/*/src/generated']).map((file) => `${file} is not what was committed`))
}

for (const finding of findings) console.log(finding)
console.log(findings.length === 0 ? 'the generated files are up to date' : `run \`pnpm generate\` and commit what it writes; ${findings.length} files differ`)
process.exitCode = findings.length === 0 ? 0 : 1
