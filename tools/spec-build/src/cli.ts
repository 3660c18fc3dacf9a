import path from 'node:path'
import { checkDocument } from './check.ts'
import { checkFolder } from './check-folder.ts'
import { completeDocument, readSources } from './document.ts'
import { writePackage } from './write-package.ts'

const specFolder = path.resolve(import.meta.dirname, '../../../spec')
const [command, argument] = process.argv.slice(2)

if (command === 'check' && argument) {
  finish(await checkFolder(specFolder, argument))
} else if (command === 'check') {
  finish(checkDocument(completeDocument(await readSources(specFolder))))
} else if (command === 'bundle') {
  await writePackage(specFolder, path.resolve(import.meta.dirname, '../../../packages/openapi'))
} else {
  console.error('usage: spec-build check [folder below spec/resources] | bundle')
  process.exit(2)
}

function finish(findings: string[]): void {
  for (const finding of findings) console.log(finding)
  console.log(findings.length === 0 ? 'nothing to mend' : `${findings.length} to mend`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
