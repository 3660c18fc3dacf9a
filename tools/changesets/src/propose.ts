import fs from 'node:fs'
import path from 'node:path'
import { baseOf } from './base.ts'
import { type DiffReport, documentChange, operationsIn } from './document-change.ts'
import { draft } from './draft.ts'

/** Writes the draft of a changeset for what has changed in `spec/`: the bump, the operations, what `kling-contract diff` says of them. */
const root = path.resolve(import.meta.dirname, '../../..')
const base = baseOf(root)
if (typeof base === 'string') {
  console.error(`There is nothing to compare with: ${base}. KLINGKIT_BASE names a commit.`)
  process.exit(1)
}
const report: DiffReport = await documentChange(root, base.commit)
if (report.bump === 'none') {
  console.log(`The document is the same as at ${base.name}: no changeset is needed.`)
} else {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'packages/openapi/package.json'), 'utf8'))
  const file = path.join(root, '.changeset', `document-${operationsIn(report)[0]?.toLowerCase() ?? 'text'}.md`)
  fs.writeFileSync(file, draft(report, operationsIn(report), version))
  console.log(`${path.relative(root, file)}: ${report.bump}, ${operationsIn(report).length} operations. Put it into words for users.`)
}
