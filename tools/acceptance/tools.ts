import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)

/** The file that starts a tool installed here. */
export function tool(name: string, file: string): string {
  return path.join(import.meta.dirname, 'node_modules', name, file)
}

/** The file behind a command of a package, as its package.json names it. */
export function commandOf(name: string, command: string): string {
  const { bin } = require(tool(name, 'package.json'))
  return tool(name, typeof bin === 'string' ? bin : bin[command])
}
