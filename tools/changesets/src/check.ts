import fs from 'node:fs'
import path from 'node:path'
import { baseOf } from './base.ts'
import { readChangesets } from './changeset.ts'
import { documentChange, operationsIn } from './document-change.ts'
import { changedSince } from './git.ts'
import { judge } from './judge.ts'

/** Fails when `spec/` has changed and no changeset tells users. Says «not run» where there is nothing to compare with. */
const root = path.resolve(import.meta.dirname, '../../..')
const base = baseOf(root)
if (typeof base === 'string') {
  console.log(`changesets: not run, ${base}`)
  process.exit(0)
}
const changed = changedSince(root, base.commit, ['spec']).filter((file) => !/(?:README|SOURCES)\.md$|^spec\/lint\//.test(file))
if (changed.length === 0 && base.unreleased) {
  console.log('changesets: not run, nothing was released yet, this is the main branch, and no change of spec/ is uncommitted')
  process.exit(0)
}
const added = new Set(changedSince(root, base.commit, ['.changeset']))
const changesets = readChangesets(root).filter(({ file }) => base.pendingCount || added.has(file))
const report =
  changed.length === 0
    ? undefined
    : await documentChange(root, base.commit).catch((error: Error) => {
        console.log(`changesets: operations and bump are not compared, ${error.message.split('\n')[0]}`)
        return undefined
      })
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'packages/openapi/package.json'), 'utf8'))
const findings = judge(changed, changesets, report && { bump: report.bump, operations: operationsIn(report) }, version)
for (const finding of findings) console.log(finding)
console.log(
  findings.length > 0 ? `changesets: ${findings.length} to mend` : `changesets: ${changed.length} files of spec/ differ from ${base.name}; nothing to mend`,
)
process.exitCode = findings.length > 0 ? 1 : 0
