import fs from 'node:fs'
import path from 'node:path'

export type Bump = 'major' | 'minor' | 'patch' | 'none'

export interface Changeset {
  /** Relative to the repository. */
  file: string
  /** package -> which part of its version goes up */
  bumps: Record<string, Bump>
  text: string
}

/** The changesets that wait for the next release. */
export function readChangesets(root: string): Changeset[] {
  const folder = path.join(root, '.changeset')
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => parseChangeset(`.changeset/${name}`, fs.readFileSync(path.join(folder, name), 'utf8')))
}

export function parseChangeset(file: string, content: string): Changeset {
  const [, head = '', text = ''] = /^---\n([\s\S]*?)\n?---\n([\s\S]*)$/.exec(content) ?? []
  const bumps = Object.fromEntries([...head.matchAll(/^['"]?([^'":\n]+(?:\/[^'":\n]+)?)['"]?: *(\w+)$/gm)].map(([, name, bump]) => [name!, bump as Bump]))
  return { file, bumps, text: text.trim() }
}
