import type { Bump, Changeset } from './changeset.ts'

/** What has changed in the document, as `kling-contract diff` sees it. */
export interface DocumentChange {
  bump: Bump
  /** Ids of the operations it touches. */
  operations: string[]
}

const height: Record<Bump, number> = { none: 0, patch: 1, minor: 2, major: 3 }
/** More than that are told as a group: "all operations", "28 operations". */
const mostNamed = 10

/**
 * What is wrong with the changesets of a change of `spec/`.
 *
 * @param changed files of `spec/` that differ
 * @param change undefined where the older document could not be built, so that operations and bump cannot be told
 * @param version of the packages; before 1.0.0 what breaks raises the second number
 */
export function judge(changed: string[], changesets: Changeset[], change: DocumentChange | undefined, version: string): string[] {
  if (changed.length === 0 || (change && change.bump === 'none')) return []
  const about = changesets.filter(({ bumps }) => bumps['@klingkit/openapi'] !== undefined)
  if (about.length === 0)
    return [
      `spec/ has changed (${shortened(changed)}), and no changeset with '@klingkit/openapi' says so: run \`pnpm changeset:propose\` and put it into words for users`,
    ]
  const findings = about.filter(({ text }) => text.includes('TELL USERS')).map(({ file }) => `${file} is still the draft: put it into words for users`)
  if (!change) return findings
  const needed = version.startsWith('0.') && change.bump === 'major' ? 'minor' : change.bump
  const highest = about.map(({ bumps }) => bumps['@klingkit/openapi']!).reduce((one, other) => (height[one] > height[other] ? one : other))
  if (height[highest] < height[needed])
    findings.push(`the document changed by «${change.bump}», and ${about.map(({ file }) => file).join(', ')} says «${highest}»: it has to be ${needed}`)
  const words = about.map(({ text }) => text).join('\n')
  const unnamed = change.operations.filter((id) => !new RegExp(`\\b${id}\\b`).test(words))
  if (change.operations.length <= mostNamed && unnamed.length > 0) findings.push(`no changeset names ${unnamed.join(', ')}, which the change touches`)
  if (change.operations.length > mostNamed && unnamed.length > 0 && !/\b(?:all|every|each|\d+) operations?\b/.test(words))
    findings.push(`the change touches ${change.operations.length} operations: name them, or say «${change.operations.length} operations» and which`)
  return findings
}

function shortened(files: string[]): string {
  return files.length > 3 ? `${files.slice(0, 3).join(', ')} and ${files.length - 3} more` : files.join(', ')
}
