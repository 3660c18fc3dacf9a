import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { command } from './command.ts'
import type { Registry } from './registry.ts'

/** Where this machine gets its packages from; no host is named in the repository. */
export function configuredRegistry(): string {
  return execFileSync(process.execPath, [npmCli(), 'config', 'get', 'registry', '--loglevel', 'error'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}

/** The npm of this machine, to be run by any Node. */
export function npmCli(): string {
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'npm'))
    .find((file) => fs.existsSync(file))
  if (!found) throw new Error('There is no npm on this machine.')
  return fs.realpathSync(found)
}

/** Runs npm as somebody who has nothing to do with this repository. */
export function npm(parameters: string[], folder: string, registry: Registry, node = process.execPath): Promise<string> {
  return command(node, [npmCli(), ...parameters], folder, { env: userEnvironment(registry, node) })
}

/** Installs into a folder. Nothing there may be a link into the repository, and nothing of ours may come twice. */
export async function install(names: string[], folder: string, registry: Registry, node = process.execPath): Promise<string> {
  if (!fs.existsSync(path.join(folder, 'package.json'))) fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const output = await npm(['install', '--engine-strict', '--no-audit', '--no-fund', ...names], folder, registry, node)
  const own = path.join(folder, 'node_modules/@klingkit')
  for (const name of fs.existsSync(own) ? fs.readdirSync(own) : [])
    if (fs.lstatSync(path.join(own, name)).isSymbolicLink()) throw new Error(`@klingkit/${name} is a link, no installed package`)
  return output
}

/** Without what this process got from pnpm and from the repository. */
export function userEnvironment(registry: Registry, node = process.execPath): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !/^(?:npm_|pnpm_|KLING|NODE_OPTIONS|NODE_PATH|VITEST|INIT_CWD)/i.test(name),
  ) as [string, string][]
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.includes('node_modules'))
  return {
    ...Object.fromEntries(kept),
    ...registry.env,
    PATH: [path.dirname(node), ...folders].join(path.delimiter),
    npm_config_update_notifier: 'false',
    npm_config_loglevel: 'error',
    npm_config_yes: 'true',
    NO_COLOR: '1',
    DO_NOT_TRACK: '1',
    SCARF_ANALYTICS: 'false',
  }
}
