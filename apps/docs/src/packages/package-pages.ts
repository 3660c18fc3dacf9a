import fs from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../../../..')

export interface PackagePage {
  /** `client`. */
  package: string
  /** Relative to the repository: `packages/client/docs/media.md`. */
  file: string
  /** On the site: `packages/client/media`. */
  slug: string
  title: string
  /** Without its title. */
  text: string
}

/** The pages that are published with each package, in the order in which a reader meets the packages in the README of the project. */
export function packagePages(): PackagePage[] {
  const order = [...fs.readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/\]\(packages\/([\w-]+)\)/g)].map(([, name]) => name!)
  return [...new Set(order)].flatMap((name) => [pageOf(name, 'README.md'), ...furtherPages(name)])
}

/** Where a file of the repository can be looked at. */
export function sourceUrl(file: string): string {
  const { repository } = JSON.parse(fs.readFileSync(path.join(root, 'packages/openapi/package.json'), 'utf8')) as { repository: { url: string } }
  return `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/blob/main/${file}`
}

function furtherPages(name: string): PackagePage[] {
  const folder = path.join(root, 'packages', name, 'docs')
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { encoding: 'utf8' })
    .toSorted()
    .filter((file) => file.endsWith('.md'))
    .map((file) => pageOf(name, `docs/${file}`))
}

function pageOf(name: string, own: string): PackagePage {
  const file = `packages/${name}/${own}`
  const [, title, text] = /^# (.+)\n([\s\S]*)$/.exec(fs.readFileSync(path.join(root, file), 'utf8')) ?? []
  if (!title || text === undefined) throw new Error(`${file} begins without a title`)
  const slug = own === 'README.md' ? `packages/${name}` : `packages/${name}/${path.basename(own, '.md')}`
  return { package: name, file, slug, title: title.replaceAll('`', ''), text }
}
