import { defineMiddleware } from 'astro:middleware'
import { mended } from './mended.ts'

export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next()
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  return isPage ? new Response(mended(await response.text()), response) : response
})
