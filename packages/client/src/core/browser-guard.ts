import { KlingError } from '../errors/kling-error.js'

/** Whether this runs where visitors of a page can read everything: in the page itself, or in a worker of it. */
export function inBrowser(): boolean {
  const { window, importScripts, Deno } = globalThis as { window?: { document?: unknown }; importScripts?: unknown; Deno?: unknown }
  return !!window?.document || (!!importScripts && !Deno)
}

/** Keeps keys out of pages. A base URL on this machine (a mock) or of the page's own origin (a proxy) gives nothing away. */
export function guardBrowser({ hostname, origin }: URL): void {
  if (!inBrowser() || /^(.*\.)?localhost$|^\[::1]$|^127\.[\d.]+$/.test(hostname) || origin === globalThis.location?.origin) return
  throw new KlingError(
    "Visitors could read the credential: put klingProxy of @klingkit/client/proxy into your backend and use baseUrl: '/api/kling', @klingkit/msw in tests, or dangerouslyAllowBrowser: true",
  )
}
