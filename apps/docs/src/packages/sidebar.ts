import { packagePages } from './package-pages.ts'

/** One entry for each package; those with further pages are groups. */
export function packagesSidebar() {
  const pages = packagePages()
  return [...new Set(pages.map((page) => page.package))].map((name) => {
    const own = pages.filter((page) => page.package === name)
    const first = { slug: own[0]!.slug, label: own[0]!.title }
    if (own.length === 1) return first
    return { label: first.label, collapsed: true, items: [{ ...first, label: 'Overview' }, ...own.slice(1).map(({ slug, title }) => ({ slug, label: title }))] }
  })
}
