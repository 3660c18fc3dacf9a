import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { start, stop } from '../everywhere/child.ts'
import type { PackedPackage } from '../published/pack.ts'
import { configuredRegistry, npm } from './npm.ts'

export interface Registry {
  url: string
  /** The environment of a user whose npm knows this registry and nothing of this machine's settings. */
  env: Record<string, string>
  close(): Promise<void>
}

const verdaccio = path.join(import.meta.dirname, 'node_modules/verdaccio/bin/verdaccio')

/** A Verdaccio on this machine: our packages come from it alone, all others through it from where this machine gets its packages. */
export async function startRegistry(scratch: string): Promise<Registry> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const home = path.join(scratch, 'registry')
  fs.mkdirSync(home)
  fs.writeFileSync(path.join(home, 'config.yaml'), JSON.stringify(settings(home), null, 2)) // JSON is YAML
  const { child, output } = start(process.execPath, [verdaccio, '--config', path.join(home, 'config.yaml'), '--listen', `127.0.0.1:${port}`], home)
  for (let answers = false; !answers; ) {
    if (child.exitCode !== null) throw new Error(`the registry ended:\n${output()}`)
    answers = await fetch(`${url}-/ping`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (!answers) await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const npmrc = path.join(home, 'npmrc')
  // It takes anybody; the token is there because npm publishes nothing without one.
  fs.writeFileSync(npmrc, `registry=${url}\n//127.0.0.1:${port}/:_authToken=nobody\n`)
  const env = {
    npm_config_userconfig: npmrc,
    npm_config_globalconfig: path.join(home, 'none'),
    npm_config_cache: path.join(home, 'cache'),
    npm_config_registry: url,
  }
  return { url, env, close: () => stop(child) }
}

function settings(home: string) {
  const { HTTPS_PROXY: proxy = process.env['https_proxy'], NO_PROXY: noProxy = process.env['no_proxy'] } = process.env
  const anybody = { access: '$all', publish: '$all' }
  return {
    storage: path.join(home, 'storage'),
    uplinks: {
      outside: { url: configuredRegistry(), timeout: '120s', max_fails: 20, ...(proxy && { https_proxy: proxy }), ...(noProxy && { no_proxy: noProxy }) },
    },
    packages: { '@klingkit/*': anybody, '**': { ...anybody, proxy: 'outside' } },
    auth: {},
    web: { enable: false },
    max_body_size: '100mb',
    log: { type: 'stdout', format: 'pretty', level: 'error' },
  }
}

/** Publishes every package; a name or a version that a registry would refuse fails here. */
export async function publishAll(packed: PackedPackage[], registry: Registry): Promise<string> {
  for (const { tarball } of packed) await npm(['publish', tarball, '--access', 'public'], path.dirname(tarball), registry)
  return packed.map(({ name, manifest }) => `${name}@${manifest.version}`).join(', ')
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
