import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { writePackage } from '../../spec-build/src/write-package.ts'
import type { DocumentChange } from './judge.ts'

export interface DiffReport {
  bump: DocumentChange['bump']
  changes: { level: string; operation: string; at: string; message: string }[]
}

/** Builds what is published of `spec/` for a commit and for now, and compares the documents as `kling-contract diff` does; where only tables differ (prices, capabilities), that counts as other words. */
export async function documentChange(root: string, commit: string): Promise<DiffReport> {
  const { diffDocuments } = await import('@klingkit/contract')
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-spec-'))
  try {
    const archive = execFileSync('git', ['archive', commit, 'spec'], { cwd: root, maxBuffer: 256 * 1024 * 1024 })
    execFileSync('tar', ['-x', '-C', scratch], { input: archive })
    await writePackage(path.join(scratch, 'spec'), path.join(scratch, 'old'))
    await writePackage(path.join(root, 'spec'), path.join(scratch, 'new'))
    const read = (side: string, file: string) => fs.readFileSync(path.join(scratch, side, 'dist', file), 'utf8')
    const files = fs.readdirSync(path.join(scratch, 'new/dist')).filter((name) => name.endsWith('.json'))
    if (files.every((name) => fs.existsSync(path.join(scratch, 'old/dist', name)) && read('old', name) === read('new', name)))
      return { bump: 'none', changes: [] }
    const report: DiffReport = diffDocuments(JSON.parse(read('old', 'openapi.json')), JSON.parse(read('new', 'openapi.json')))
    return report.bump === 'none'
      ? { bump: 'patch', changes: [{ level: 'documentation', operation: '', at: '', message: 'tables or examples differ' }] }
      : report
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

export function operationsIn({ changes }: DiffReport): string[] {
  return [...new Set(changes.map(({ operation }) => operation).filter((id) => /^\w+$/.test(id)))].sort()
}
