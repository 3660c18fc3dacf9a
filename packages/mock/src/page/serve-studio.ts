import { existsSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { notBuilt } from './not-built.js'

/** Built by apps/studio and copied here; part of the package. */
const shipped = fileURLToPath(new URL('../../dist/studio', import.meta.url))

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

/** Nothing but the mock is ever asked, and nothing but its own files runs. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Answers requests for the studio: the page itself at `/__kling/`, its files below `/__kling/assets/`.
 *
 * @returns false when something else is asked for
 */
export function serveStudio(incoming: IncomingMessage, outgoing: ServerResponse, asked: string, folder = shipped): boolean {
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return false
  // Only with the slash do the relative addresses of the page lead below /__kling/.
  if (asked === '') {
    outgoing.writeHead(308, { location: '/__kling/', 'content-length': 0 }).end()
    return true
  }
  const name = asked === '/' ? 'index.html' : /^\/assets\/[\w.-]+$/.test(asked) ? asked.slice(1) : undefined
  if (name === undefined) return false
  const file = path.join(folder, name)
  const there = existsSync(file) && statSync(file).isFile()
  if (!there && name !== 'index.html') return false
  const body = there ? readFileSync(file) : Buffer.from(notBuilt)
  outgoing.writeHead(there ? 200 : 503, {
    'content-type': types[path.extname(name)] ?? 'application/octet-stream',
    'content-length': body.length,
    // Names of assets hold a hash of what is in them.
    'cache-control': name === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
  outgoing.end(incoming.method === 'HEAD' ? undefined : body)
  return true
}
