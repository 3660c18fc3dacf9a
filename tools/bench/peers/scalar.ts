import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { createMockServer } from '@scalar/mock-server'

/** Scalar's mock server on node, as its guide shows it. */
const [port, file] = process.argv.slice(2)
const app = await createMockServer({ document: JSON.parse(readFileSync(file!, 'utf8')), logger: false })
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(port) })
