import fs from 'node:fs'
import path from 'node:path'
import { type PackagePage, packagePages, root, sourceUrl } from './package-pages.ts'

const content = path.resolve(import.meta.dirname, '../content/docs')

/** Puts the pages of the packages, which are written once beside their code, among the pages of the site. What has not changed is left alone, so that it may be read meanwhile. */
export function writePackagePages(): void {
  const pages = packagePages()
  const files = new Map(pages.map((page) => [fileOf(page), textOf(page, pages)]))
  for (const old of fs.globSync('packages/**/*.md', { cwd: content })) if (!files.has(old)) fs.rmSync(path.join(content, old))
  for (const [name, text] of files) {
    const file = path.join(content, name)
    if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) continue
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, text)
  }
}

const fileOf = ({ slug, file }: PackagePage) => `${slug}${file.endsWith('README.md') ? '/index' : ''}.md`

function textOf(page: PackagePage, pages: PackagePage[]): string {
  const front = { title: page.title, editUrl: sourceUrl(page.file) }
  return `---\n${JSON.stringify(front)}\n---\n${withLinksOfTheSite(page, pages)}`
}

/** Links between files of the repository become links between pages; pictures are taken from where they lie; what is no page is looked at in the repository. */
function withLinksOfTheSite(page: PackagePage, pages: PackagePage[]): string {
  return page.text.replaceAll(/(!?\[[^\]]*)\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)\s]*)?\)/g, (_, label: string, link: string, hash = '') => {
    const file = path.posix.join(path.posix.dirname(page.file), link)
    if (label.startsWith('!')) return `${label}](${path.relative(path.dirname(path.join(content, fileOf(page))), path.join(root, file))})`
    const target = pages.find((each) => each.file === file || each.file === `${file}/README.md`)
    return `${label}](${target ? `${path.posix.relative(page.slug, target.slug) || '.'}/` : sourceUrl(file)}${hash})`
  })
}
