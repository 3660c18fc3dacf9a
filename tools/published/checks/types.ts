import fs from 'node:fs'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import type { Check } from './check.ts'

/** These are packages of ES modules: `require` of them works from Node 20.19 on, which the tool does not know yet, and resolution without `exports` is older than that. */
const notOurs = new Set(['CJSResolvesToESM'])
const older = new Set(['node10', 'node16-cjs'])

/** What «are the types wrong» says, by its profile for packages of ES modules. */
export const types: Check = {
  name: 'types',
  async run({ tarball }) {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(fs.readFileSync(tarball))), { excludeEntrypoints: [/\.yaml$/] })
    if (!analysis.types) return { wrong: ['the package has no types'], seen: '' }
    const wrong = analysis.problems
      .filter((problem) => !notOurs.has(problem.kind) && !('resolutionKind' in problem && older.has(problem.resolutionKind)))
      .map((problem) => `${problem.kind} ${'entrypoint' in problem ? problem.entrypoint : JSON.stringify(problem)}`)
    return { wrong, seen: `${Object.keys(analysis.entrypoints).length} entry points` }
  },
}
