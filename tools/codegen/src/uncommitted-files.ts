import { spawnSync } from 'node:child_process'

/** Files under the given paths that differ from the last commit, new ones included. Outside of a git checkout there is nothing to compare with. */
export function uncommittedFiles(root: string, paths: string[]): string[] {
  const specs = paths.map((each) => `:(glob)${each}/**`).concat(paths.map((each) => `:(glob)${each}`))
  const { status, stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=all', '-z', '--', ...specs], { cwd: root, encoding: 'utf8' })
  if (status !== 0) return []
  return stdout
    .split('\0')
    .filter(Boolean)
    .map((line) => line.slice(3))
}
