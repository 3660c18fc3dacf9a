import path from 'node:path'
import { preview } from 'astro'
import { builtBase } from './built.ts'

/** Serves the built site on this machine, where its pages were built to stand; `url` is that of the first page, without the slash. Needs a build before, as `node apps/docs/run.ts test` makes one. */
export async function serveSite(): Promise<{ url: string; close(): Promise<void> }> {
  const base = builtBase()
  const server = await preview({ root: path.resolve(import.meta.dirname, '../..'), base, logLevel: 'silent', server: { host: '127.0.0.1', port: 0 } })
  return { url: `http://127.0.0.1:${server.port}${base.replace(/\/$/, '')}`, close: () => server.stop() }
}
