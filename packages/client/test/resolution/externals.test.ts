import { createRequire } from 'node:module'
import path from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

/*
 * What an app bundles when it imports an entry point.
 */
const root = path.resolve(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)
const manifest = require('../../package.json')
const entries = Object.entries<{ default: string }>(manifest.exports).filter(([name]) => !name.endsWith('.json'))

test('there are entry points to look at', () => {
  expect(entries.map(([name]) => name)).toEqual(expect.arrayContaining(['.', './operations', './callbacks', './media', './gateways', './proxy']))
})

describe.each(entries)('%s', (name, { default: file }) => {
  /** Peers an app brings along; of optional ones there are only types. */
  const peers = Object.keys(manifest.peerDependencies ?? {}).filter((peer) => !manifest.peerDependenciesMeta?.[peer]?.optional)
  const bundled = (format: 'esm' | 'cjs') =>
    build({
      entryPoints: [path.join(root, file)],
      bundle: true,
      write: false,
      metafile: true,
      format,
      platform: 'neutral',
      packages: 'external',
      external: ['node:*'],
      logLevel: 'silent',
    })

  test('imports nothing of Node, and no package but its peers', async () => {
    const { metafile } = await bundled('esm')
    const external = Object.values(metafile!.outputs).flatMap(({ imports }) => imports.filter((found) => found.external).map((found) => found.path))
    expect(external.filter((found) => !peers.some((peer) => found === peer || found.startsWith(`${peer}/`)))).toEqual([])
  })

  test('has no top-level await, so that it can be required', async () => {
    // Which CommonJS cannot express: the bundler refuses it.
    await expect(bundled('cjs')).resolves.toBeDefined()
    if (peers.length === 0) expect(Object.keys(require(`@klingkit/client${name.slice(1)}`)).length).toBeGreaterThan(0)
  })
})
