import path from 'node:path'
import { preview } from 'astro'

/** Serves the built site on this machine. Needs a build before, as `node apps/docs/run.ts test` makes one. */
export async function serveSite(): Promise<{ url: string; close(): Promise<void> }> {
  const server = await preview({ root: path.resolve(import.meta.dirname, '../..'), logLevel: 'silent', server: { host: '127.0.0.1', port: 0 } })
  return { url: `http://127.0.0.1:${server.port}`, close: () => server.stop() }
}
