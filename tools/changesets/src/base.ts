import { git } from './git.ts'

export interface Base {
  commit: string
  /** In words, for messages. */
  name: string
  /** Whether changesets that were there already count: those since a release describe all that has changed since. */
  pendingCount: boolean
  /** There is no release to compare with. */
  unreleased?: true
}

/**
 * What a change is measured from: where the branch left the main one; on the main one the last release; before the first release the last commit, since the changesets that wait describe the whole.
 *
 * @returns a sentence where that cannot be told, as in a shallow clone
 */
export function baseOf(root: string, wanted = process.env['KLINGKIT_BASE']): Base | string {
  const head = git(root, 'rev-parse', 'HEAD')
  if (!head) return 'this is no git checkout'
  if (wanted) {
    const commit = git(root, 'merge-base', 'HEAD', wanted)
    return commit ? { commit, name: wanted, pendingCount: false } : `${wanted} is not in this clone`
  }
  for (const main of ['origin/HEAD', 'origin/main', 'main']) {
    const commit = git(root, 'merge-base', 'HEAD', main)
    if (commit && commit !== head) return { commit, name: `where the branch left ${main}`, pendingCount: false }
  }
  if (git(root, 'rev-parse', '--is-shallow-repository') === 'true') return 'this is a shallow clone, which does not hold what to compare with (fetch-depth: 0)'
  const release = git(root, 'describe', '--tags', '--abbrev=0', '--match', '@klingkit/*@*')
  if (release) return { commit: git(root, 'rev-parse', `${release}^{commit}`)!, name: `the release ${release}`, pendingCount: true }
  return { commit: head, name: 'the last commit (nothing was released yet)', pendingCount: false, unreleased: true }
}
