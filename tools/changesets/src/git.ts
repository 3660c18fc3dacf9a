import { spawnSync } from 'node:child_process'

/** What git says, or nothing where it cannot. */
export function git(root: string, ...parameters: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', parameters, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  return status === 0 ? stdout.trimEnd() : undefined
}

/** Files below some paths that differ from a commit, new and uncommitted ones included. */
export function changedSince(root: string, base: string, paths: string[]): string[] {
  const tracked = git(root, 'diff', '--name-only', '--no-renames', base, '--', ...paths) ?? ''
  const untracked = git(root, 'ls-files', '--others', '--exclude-standard', '--', ...paths) ?? ''
  return [...new Set(`${tracked}\n${untracked}`.split('\n').filter(Boolean))]
}
