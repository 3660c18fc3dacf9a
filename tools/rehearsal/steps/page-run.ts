import fs from 'node:fs'
import path from 'node:path'
import { type Block, isCode } from '../../readmes/src/block.ts'
import { lastAnswer, masked } from '../../readmes/src/masked.ts'
import { programOf } from '../../readmes/src/program-of.ts'
import { command, open, type Program } from '../command.ts'
import { npmCli, userEnvironment } from '../npm.ts'
import { freePort, type Registry } from '../registry.ts'

/** Ports that pages show; each run has its own. */
const shownPorts = ['4010', '4011', '5000']

/** One reader who works through one page. */
export class PageRun {
  #ports = new Map<string, string>()
  #left: Program[] = []
  #mock: Program | undefined

  private folder: string
  private registry: Registry

  constructor(folder: string, registry: Registry) {
    this.folder = folder
    this.registry = registry
  }

  async block(block: Block, shown: Block | undefined): Promise<void> {
    if (block.with === 'kling-mock') await this.#withMock()
    if (block.file !== undefined) return this.#file(block.file, await this.#here(block.text))
    const printed = isCode(block) ? await this.#program(block) : await this.#shell(block, shown)
    if (!shown) return
    const [ours, theirs] = [shown.language === 'json' ? lastAnswer(printed) : printed, shown.text].map((text) => masked(text!))
    if (ours !== theirs) throw new Error(`it printed\n${ours}\nand the page shows\n${theirs}`)
  }

  async close(): Promise<void> {
    for (const program of this.#left) await program.close()
  }

  /** Requests to Kling and its gateways are answered inside of the process; nothing else may be asked. */
  async #program(block: Block): Promise<string> {
    const { name, code } = programOf(block)
    fs.writeFileSync(path.join(this.folder, name), await this.#here(code))
    const env = {
      ...this.#environment(),
      KLING_MOCK_SPEED: 'instant',
      KLINGAI_API_KEY: 'any',
      COMETAPI_KEY: 'any',
      CLOUDSWAY_AK: 'any',
      // «Something of the reader's between application and Kling» is the mock itself.
      RELAY: `http://127.0.0.1:${this.#ports.get('4010')}`,
      KLING_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    }
    if (name.includes('.test.')) return command(process.execPath, [npmCli(), 'exec', '--', 'vitest', 'run', '--globals', name], this.folder, { env })
    return command(process.execPath, ['--import', '@klingkit/mock/register', name], this.folder, { env })
  }

  #file(name: string, text: string): void {
    const file = path.join(this.folder, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, text)
  }

  async #shell(block: Block, shown: Block | undefined): Promise<string> {
    const lines = (await this.#here(block.text)).trim()
    if (block.stays) {
      // `exec`: the shell makes way for the program.
      const program = open('sh', ['-ec', `exec ${lines}`], this.folder, { env: this.#environment() })
      this.#left.push(program)
      // Who shows nothing is waited for by those who call it.
      if (!shown) return new Promise((resolve) => setTimeout(() => resolve(''), 1000))
      await program.until(new RegExp(`(?:.*\\n){${shown.text.trim().split('\n').length}}`))
      return program.output()
    }
    if (block.given) await command('sh', ['-ec', block.given], this.folder, { env: this.#environment() })
    for (const end = Date.now() + 60_000; ; ) {
      const printed = await command('sh', ['-ec', lines], this.folder, { env: this.#environment() })
      if (block.until === undefined || printed.includes(block.until)) return printed
      if (Date.now() > end) throw new Error(`it never printed «${block.until}» but\n${printed}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }

  async #withMock(): Promise<void> {
    if (this.#mock) return
    const lines = await this.#here('--port 4010')
    this.#mock = open(process.execPath, [npmCli(), 'exec', '--', 'kling-mock', '--speed', 'instant', ...lines.split(' ')], this.folder, {
      env: this.#environment(),
    })
    this.#left.push(this.#mock)
    await this.#mock.until(/listening on/)
  }

  /** The same with ports that are free here. */
  async #here(text: string): Promise<string> {
    let here = text
    for (const port of shownPorts) {
      if (!this.#ports.has(port)) this.#ports.set(port, String(await freePort()))
      // As a port, for 5000 is also an error code.
      here = here.replaceAll(new RegExp(`(?<=:|\\(|port )${port}\\b`, 'g'), this.#ports.get(port)!)
    }
    return here
  }

  #environment(): Record<string, string> {
    // The port of a mock that is started without naming one.
    return { ...userEnvironment(this.registry), NODE_NO_WARNINGS: '1', ...(this.#ports.has('4010') && { KLING_MOCK_PORT: this.#ports.get('4010')! }) }
  }
}
