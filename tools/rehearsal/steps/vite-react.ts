import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { chromiumPath } from '../../chromium/src/binary.ts'
import { command, open } from '../command.ts'
import { install, npmCli, userEnvironment } from '../npm.ts'
import { NotRun, type Step } from '../step.ts'

const app = path.join(import.meta.dirname, '../apps/vite-react')
/** Where the built page lies for the step behind; the folder of a step goes with it. */
let built: { files: Map<string, Buffer>; size: number } | undefined

/** A page of Vite and React: type-checked, built, opened in a browser. */
export const viteSteps: Step[] = [
  {
    name: 'a Vite and React app is built',
    async run({ folder, registry }) {
      fs.cpSync(app, folder, { recursive: true })
      await install(
        ['vite', '@vitejs/plugin-react', 'typescript', 'react', 'react-dom', '@types/react', '@types/react-dom', 'zod', '@klingkit/client', '@klingkit/zod'],
        folder,
        registry,
      )
      const env = userEnvironment(registry)
      await command(process.execPath, [npmCli(), 'exec', '--', 'tsc', '-p', '.'], folder, { env })
      await command(process.execPath, [npmCli(), 'exec', '--', 'vite', 'build', '--logLevel', 'warn'], folder, { env })
      const dist = path.join(folder, 'dist')
      const names = fs.readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => fs.statSync(path.join(dist, name)).isFile())
      const files = new Map(names.map((name) => [`/${name.split(path.sep).join('/')}`, fs.readFileSync(path.join(dist, name))]))
      built = { files, size: [...files.values()].reduce((sum, { length }) => sum + length, 0) }
      return `${files.size} files, ${(built.size / 1024).toFixed(0)} KiB`
    },
  },
  {
    name: 'the Vite and React app runs in Chromium, against kling-mock',
    async run({ folder, registry }) {
      const executablePath = chromiumPath()
      if (!executablePath) throw new NotRun('this machine has no Chromium; CHROMIUM_PATH names one')
      if (!built) throw new NotRun('there is no built app, see above')
      await install(['@klingkit/mock'], folder, registry)
      const mock = open(process.execPath, [npmCli(), 'exec', '--', 'kling-mock', '--port', '0'], folder, { env: userEnvironment(registry) })
      const [, url] = await mock.until(/listening on (\S+)/)
      const page = await served(built.files)
      try {
        return await watched(executablePath, `${page.url}/?api=${encodeURIComponent(url!)}`)
      } finally {
        page.close()
        await mock.close()
      }
    },
  },
]

async function watched(executablePath: string, url: string): Promise<string> {
  // Only here, because the browser is not there for every step.
  const { launchChromium } = await import('../../chromium/src/index.ts')
  const browser = await launchChromium(executablePath)
  try {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.goto(url)
    await page.click('text=Make a video')
    await page.waitForSelector('video, [role=alert]', { timeout: 60_000 })
    const alert = await page.$('[role=alert]')
    if (alert) errors.push((await alert.textContent()) ?? 'an alert')
    if (errors.length > 0) throw new Error(errors.join('\n'))
    return `a video was made, ${(await page.getAttribute('video', 'src'))?.includes('/__kling/media/') ? 'and is shown' : 'and has no address'}`
  } finally {
    await browser.close()
  }
}

async function served(files: Map<string, Buffer>): Promise<{ url: string; close(): void }> {
  const kinds: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
  const server = http.createServer((request, response) => {
    const wanted = new URL(request.url!, 'http://127.0.0.1').pathname
    const file = files.get(wanted === '/' ? '/index.html' : wanted)
    response.writeHead(file ? 200 : 404, { 'content-type': kinds[path.extname(wanted)] ?? 'text/html' }).end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() }
}
