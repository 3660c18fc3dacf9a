import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { type Mock, type MockOptions, startMock } from '../../src/index.js'

export interface StateFolder {
  path: string
  /** A file that is not there yet. */
  file(): string
}

/** A folder for state files that is gone after the tests. */
export function stateFolder(): StateFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'kling-mock-state-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  let count = 0
  return { path: folder, file: () => path.join(folder, `state-${++count}.jsonl`) }
}

/** Starts, works, and closes. */
export async function session<Value>(options: MockOptions, work: (mock: Mock) => Promise<Value>): Promise<Value> {
  const mock = await startMock({ port: 0, ...options })
  try {
    return await work(mock)
  } finally {
    await mock.close()
  }
}
