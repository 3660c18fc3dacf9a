import fs from 'node:fs'
import path from 'node:path'
import { NotRun } from './step.ts'

/** The Nodes besides our own that users have, from the npm package `node`. */
export function olderNodes(): { label: string; node: string }[] {
  return ['20', '22'].map((line) => {
    const node = path.join(import.meta.dirname, 'node_modules', `node${line}`, 'bin/node')
    if (!fs.existsSync(node)) throw new NotRun(`there is no Node ${line} for this machine`)
    return { label: `Node ${line}`, node }
  })
}
