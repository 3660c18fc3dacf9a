import { defineMiddleware } from 'astro:middleware'
import { withFieldAnchors } from './reference/field-anchors.ts'

/** The pages of the reference are made by a renderer that names its fields nowhere; here each gets its address. */
export const onRequest = defineMiddleware(async ({ url }, next) => {
  const response = await next()
  const isPage = url.pathname.startsWith(`${import.meta.env.BASE_URL.replace(/\/$/, '')}/reference/`) && response.ok
  return isPage ? new Response(withFieldAnchors(await response.text()), response) : response
})
