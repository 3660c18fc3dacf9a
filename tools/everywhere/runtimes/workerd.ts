import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { platformBinary } from '../binaries.ts'
import { start, stop } from '../child.ts'
import type { Report, Runtime } from './runtime.ts'

/** The worker may reach this machine and nothing else. */
const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker), (name = "network", network = (allow = ["local"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "worker.mjs"), (name = "suite.mjs", esModule = embed "suite.mjs")],
  compatibilityDate = "2026-01-01",
  globalOutbound = "network"
);
`

const worker = `import { suite } from './suite.mjs'
export default { fetch: async (request) => Response.json(await suite(await request.json())) }
`

export const workerd: Runtime = {
  name: 'workerd',
  binary: () => platformBinary('workerd', process.platform === 'win32' ? 'bin/workerd.exe' : 'bin/workerd'),
  async run(program, { folder, place }) {
    fs.writeFileSync(path.join(folder, 'config.capnp'), config)
    fs.writeFileSync(path.join(folder, 'worker.mjs'), worker)
    const { child, output } = start(program, ['serve', 'config.capnp', '--control-fd=1'], folder)
    try {
      const port = await Promise.race([listening(child.stdout!), once(child, 'exit').then(() => Promise.reject(new Error(`it ended:\n${output()}`)))])
      const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: JSON.stringify(place) })
      if (!answer.ok) throw new Error(`it answered ${answer.status}:\n${output()}`)
      return (await answer.json()) as Report
    } finally {
      await stop(child)
    }
  },
}

/** It tells its port in a line of JSON. */
async function listening(stdout: NodeJS.ReadableStream): Promise<number> {
  let text = ''
  for await (const [piece] of on(stdout)) {
    text += piece
    const port = /"event":"listen".*?"port":(\d+)/.exec(text)?.[1]
    if (port) return Number(port)
  }
  throw new Error(`it never listened:\n${text}`)
}

/** Pieces of a stream, which stays open afterwards. */
async function* on(stream: NodeJS.ReadableStream): AsyncGenerator<[string]> {
  for (;;) yield (await once(stream, 'data')) as [string]
}
