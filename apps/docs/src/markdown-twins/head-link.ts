import { defineRouteMiddleware } from '@astrojs/starlight/route-data'
import { twinPath } from './paths.ts'

/** Tells programs in the head of a page where its twin stands. The page of what is not found has none. */
export const onRequest = defineRouteMiddleware(({ locals, url }) => {
  const { entry, head } = locals.starlightRoute
  if (entry.id !== '404') head.push({ tag: 'link', attrs: { rel: 'alternate', type: 'text/markdown', title: 'Markdown', href: twinPath(url.pathname) } })
})
