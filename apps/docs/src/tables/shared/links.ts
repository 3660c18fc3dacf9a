import type { OperationId } from '@klingkit/openapi'

/** Where a page of the site stands under whatever base path it is published: `reference/operations/gettasks/`. */
export function pageHref(page: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${page}`
}

export function operationHref(id: OperationId | string): string {
  return pageHref(`reference/operations/${id.toLowerCase()}/`)
}

/** An id for an anchor, from words. */
export function anchorOf(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
