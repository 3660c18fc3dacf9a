import rss from '@astrojs/rss'
import type { APIRoute, GetStaticPaths } from 'astro'
import { changes } from '../tables/changes/changelog.ts'
import { pageHref } from '../tables/shared/links.ts'

/** The changes of the API as a feed. Its links name a host, so there is one only where the host is told (DOCS_SITE). */
export const getStaticPaths: GetStaticPaths = () => (import.meta.env.SITE ? [{ params: { feed: 'api-changes' } }] : [])

export const GET: APIRoute = ({ site }) => {
  const items = changes.map(({ id, date, about, change, operations = [] }) => ({
    title: `${about ? 'about ' : ''}${date}: ${change.trim()}`,
    pubDate: new Date(date),
    link: pageHref(`tables/changes/#${id}`),
    ...(operations.length > 0 && { description: operations.join(', ') }),
  }))
  return rss({
    title: 'What changed at Kling',
    description: 'Changes of the Kling AI HTTP API, by the dates of the log of the vendor.',
    site: site!,
    items,
    trailingSlash: false,
  })
}
