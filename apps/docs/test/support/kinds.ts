import { builtPages, readBuilt } from './built.ts'

/** One page of each kind that the site has, what is not found, every table, and reference pages of different shape: the overview, the longest, a middle one, the shortest, a webhook. */
export function kindsOfPage(): string[] {
  const pages = builtPages()
  const under = (folder: string) => pages.filter((page) => page.startsWith(folder) && page !== folder)
  const bySize = under('/reference/').toSorted((one, other) => sizeOf(other) - sizeOf(one))
  const reference = ['/reference/', bySize[0]!, bySize[Math.floor(bySize.length / 2)]!, bySize.at(-1)!, ...under('/reference/webhooks/').slice(0, 1)]
  const longestGuide = under('/guides/').toSorted((one, other) => sizeOf(other) - sizeOf(one))[0]!
  return [...new Set(['/', '/no-such-page/', longestGuide, ...under('/tables/'), ...reference, under('/packages/')[0]!])]
}

function sizeOf(page: string): number {
  return readBuilt(`${page}index.html`).length
}
