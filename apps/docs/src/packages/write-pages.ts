import fs from 'node:fs'
import path from 'node:path'
import { type PackagePage, packagePages, sourceUrl } from './package-pages.ts'

const content = path.resolve(import.meta.dirname, '../content/docs')

/** Puts the pages of the packages, which are written once beside their code, among the pages of the site. */
export function writePackagePages(): void {
  fs.rmSync(path.join(content, 'packages'), { recursive: true, force: true })
  const pages = packagePages()
  for (const page of pages) {
    const file = path.join(content, `${page.slug}${page.file.endsWith('README.md') ? '/index' : ''}.md`)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const front = { title: page.title, editUrl: sourceUrl(page.file) }
    fs.writeFileSync(file, `---\n${JSON.stringify(front)}\n---\n${withLinksOfTheSite(page, pages)}`)
  }
}

/** Links between files of the repository become links between pages; what is no page is looked at in the repository. */
function withLinksOfTheSite(page: PackagePage, pages: PackagePage[]): string {
  return page.text.replaceAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)\s]*)?\)/g, (_, link: string, hash = '') => {
    const file = path.posix.join(path.posix.dirname(page.file), link)
    const target = pages.find((each) => each.file === file || each.file === `${file}/README.md`)
    return target ? `](${path.posix.relative(page.slug, target.slug) || '.'}/${hash})` : `](${sourceUrl(file)}${hash})`
  })
}
