import fs from 'node:fs'
import path from 'node:path'
import { command, open } from '../command.ts'
import { npmCli, userEnvironment } from '../npm.ts'
import { olderNodes } from '../older-nodes.ts'
import type { Step } from '../step.ts'
import { tried } from './kling-mock.ts'

interface Installer {
  name: string
  /** Of a version that runs on Node 20 itself. */
  tool: string
  add(registry: string, folder: string): string[]
}

const installers: Installer[] = [
  // It refuses what asks for a newer Node without being told to.
  {
    name: 'yarn',
    tool: 'yarn@1.22.22',
    add: (registry, folder) => ['add', '--registry', registry, '--cache-folder', path.join(folder, '.yarn-cache'), '--no-lockfile', '--silent'],
  },
  { name: 'pnpm', tool: 'pnpm@10', add: (_, folder) => ['add', '--config.engine-strict=true', '--store-dir', path.join(folder, '.pnpm-store'), '--silent'] },
]

/** Where somebody works with Node 20 and another installer than npm. */
export const otherInstallerSteps: Step[] = installers.map(({ name, tool, add }) => ({
  name: `${name} installs the mock on Node 20`,
  async run({ folder, registry }) {
    const { node } = olderNodes().find(({ label }) => label === 'Node 20')!
    const env = userEnvironment(registry, node)
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "license": "MIT" }\n')
    await command(node, [npmCli(), 'exec', '--yes', `--package=${tool}`, '--', name, ...add(registry.url, folder), '@klingkit/mock'], folder, { env })
    const mock = open(path.join(folder, 'node_modules/.bin/kling-mock'), ['--port', '0', '--speed', 'instant'], folder, { env })
    try {
      const [, url] = await mock.until(/listening on (\S+)/)
      await tried(url!)
      return 'installed, started, a task lived, Prism replayed'
    } finally {
      await mock.close()
    }
  },
}))
