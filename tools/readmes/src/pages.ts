import fs from 'node:fs'
import path from 'node:path'
import type { Block } from './block.ts'
import { blocksOf } from './blocks-of.ts'

export const root = path.resolve(import.meta.dirname, '../../..')
const site = 'apps/docs/src/content/docs'

/** The pages that users read: the one of the project, those of each package, and those of the site. */
export function pages(): string[] {
  const folders = fs.readdirSync(path.join(root, 'packages')).flatMap((name) => [`packages/${name}`, `packages/${name}/docs`])
  return ['README.md', ...folders.flatMap((folder) => markdownIn(folder)), ...pagesOfTheSite()]
}

export function blocksOfPage(page: string): Block[] {
  return blocksOf(page, fs.readFileSync(path.join(root, page), 'utf8'))
}

function markdownIn(folder: string): string[] {
  const place = path.join(root, folder)
  if (!fs.existsSync(place)) return []
  return fs
    .readdirSync(place)
    .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
    .map((name) => `${folder}/${name}`)
}

/** Without the pages of the packages, which the site copies from beside their code. */
function pagesOfTheSite(): string[] {
  return fs
    .readdirSync(path.join(root, site), { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /\.mdx?$/.test(name) && !name.startsWith('packages/'))
    .toSorted()
    .map((name) => `${site}/${name}`)
}
