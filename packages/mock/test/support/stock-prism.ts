import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'

const require = createRequire(import.meta.url)

export interface StockPrism {
  url: string
  close(): Promise<void>
}

/** Runs `prism mock` as it is, on a document of @klingkit/openapi. */
export async function startStockPrism(file: string): Promise<StockPrism> {
  const prism = path.join(path.dirname(require.resolve('@stoplight/prism-cli/package.json')), 'dist/index.js')
  const port = await freePort()
  const child = spawn(process.execPath, [prism, 'mock', '--port', String(port), '--verboseLevel', 'silent', require.resolve(`@klingkit/openapi/${file}`)], {
    stdio: 'ignore',
  })
  const exited = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`prism mock ended with code ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    url,
    close: async () => {
      child.kill()
      await exited
    },
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).text()
    return true
  } catch {
    return false
  }
}
