import path from 'node:path'
import { checkDocument } from './check.ts'
import { checkFolder } from './check-folder.ts'
import { completeDocument, readSources } from './document.ts'
import { gatewayNames } from './gateway.ts'
import { lintFile, lintSources } from './lint.ts'
import { writePackage } from './write-package.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const specFolder = path.join(root, 'spec')
const packageFolder = path.join(root, 'packages/openapi')
const [command, folder] = process.argv.slice(2)

if (command === 'check' && folder) {
  finish(await checkFolder(specFolder, folder))
} else if (command === 'check') {
  finish(checkDocument(completeDocument(await readSources(specFolder))))
} else if (command === 'lint') {
  const findings = await lintSources(specFolder)
  for (const name of ['openapi', ...gatewayNames(specFolder)]) findings.push(...(await lintFile(path.join(packageFolder, 'dist', `${name}.json`), name)))
  finish(findings)
} else if (command === 'bundle') {
  await writePackage(specFolder, packageFolder)
} else {
  console.error(
    `usage: spec-build bundle                                writes the documents and tables of packages/openapi
       spec-build check [folder below spec/resources]   holds examples and schemas against each other
       spec-build lint                                  house rules, on the sources and on the documents last built`,
  )
  process.exit(2)
}

function finish(findings: string[]): void {
  for (const finding of findings) console.log(finding)
  console.log(findings.length === 0 ? 'nothing to mend' : `${findings.length} to mend`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
