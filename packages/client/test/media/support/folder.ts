import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder, gone when the test is. */
export function folder(): string {
  const name = mkdtempSync(path.join(tmpdir(), 'klingkit-media-'))
  onTestFinished(() => rmSync(name, { recursive: true, force: true }))
  return name
}
