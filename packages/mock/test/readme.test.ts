/// <reference lib="dom" />

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromiumPath, launchChromium } from '@klingkit-tools/chromium/src/index.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { optionTable, variableOf } from '../src/options/option-table.js'
import { type Block, blocksOf } from './support/fenced-blocks.js'
import { openTerminal, runLines, type Terminal } from './support/terminal.js'

/* Everything the README shows is run as it stands, in its order; only ports, and what no two runs have in common, differ. */

const home = path.resolve(import.meta.dirname, '..')
const readme = path.join(home, 'README.md')

const ports = new Map<string, number>()
const shown = ['4010', '4011', '5000']
beforeAll(async () => {
  for (const port of shown) ports.set(port, await freePort())
})

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The same with ports that are free here, and the program of this folder instead of the published one. */
function here(text: string): string {
  let lines = text.replaceAll('npx @klingkit/mock', `${process.execPath} ${path.join(home, 'dist/cli.js')}`)
  for (const port of shown) lines = lines.replaceAll(port, String(ports.get(port)))
  return lines
}

/** Ids, times and numbers that differ from run to run are masked. */
function masked(text: string): unknown {
  const plain = text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/\b\d{18}\b/g, '<id>')
    .replaceAll(/\b1[789]\d{11}\b/g, '<time>')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
  return plain.startsWith('{"') ? JSON.parse(plain.replaceAll(/:(<time>)/g, ':"$1"')) : plain.trim()
}

const lastLine = (output: string) => output.trim().replaceAll('}{', '}\n{').split('\n').at(-1)!

describe('the first hour', () => {
  const blocks = blocksOf(readme, 'The first hour')
  const terminals: Terminal[] = []
  afterAll(() => Promise.all(terminals.map((terminal) => terminal.close())))

  let played = ''
  const isProgram = ({ text }: Block) => /^(npx|node) /.test(text)
  const steps = blocks.flatMap((block, index) => (block.language === 'sh' ? [{ block, answer: blocks[index + 1] }] : []))

  const stepOf = ({ before }: Block) => [...before.matchAll(/\*\*(\d)\. /g)].at(-1)?.[1]
  const numbered = steps.map((step, index) => {
    const number =
      steps
        .slice(0, index + 1)
        .map(({ block }) => stepOf(block))
        .findLast(Boolean) ?? '0'
    return { ...step, name: `step ${number}, ${step.block.text.slice(0, 40).split('\n')[0]}` }
  })

  test('has its seven steps, and one more', () => {
    expect([...new Set(steps.map(({ block }) => stepOf(block)).filter(Boolean))]).toEqual(['1', '2', '4', '5', '6', '7', '8'])
  })

  test.each(numbered)('$name', async ({ block, answer }) => {
    if (isProgram(block)) {
      const terminal = openTerminal(here(block.text).trim(), { KLING_MOCK_PORT: String(ports.get('4010')) })
      terminals.push(terminal)
      if (answer?.language === 'text') expect(masked(await terminal.until(/\n/))).toBe(masked(answer.text))
      else await untilListening(ports.get('5000')!)
      return
    }
    if (block.text.includes('"slots":1')) await untilAllEnded()
    const wanted = answer?.language === 'json' ? masked(answer.text.trim()) : undefined
    const seen: string[] = []
    const ask = async () => {
      const output = lastLine(await runLines(here(block.text).replaceAll('curl ', 'curl -sS ')))
      seen.push(JSON.parse(output).data?.task_status)
      return output
    }
    let output = await ask()
    if (block.before.includes('Repeat this')) {
      while (seen.at(-1) !== 'succeed') output = await ask()
      const ways = ['submitted', 'processing', 'succeed']
      expect(seen.length).toBeGreaterThan(1)
      expect(seen).toEqual(seen.toSorted((a, b) => ways.indexOf(a) - ways.indexOf(b)))
      played = JSON.parse(output).data.task_result.videos[0].url
    }
    if (wanted) expect(masked(output)).toEqual(wanted)
    else expect(JSON.parse(output)).toMatchObject(output.includes('"code"') ? { code: 0 } : {})
  })

  test('step 4: three signed callbacks have come', async () => {
    const receiver = terminals[1]!
    const output = await receiver.until(/succeed/)
    expect([...output.matchAll(/^v1,\S{44} .*"task_status":"(\w+)"/gm)].map(([, status]) => status)).toEqual(['submitted', 'processing', 'succeed'])
  })

  const executable = chromiumPath()
  test.skipIf(!executable)('step 3: the video plays in Chromium, opened by its address', async () => {
    const browser = await launchChromium(executable!)
    try {
      const page = await browser.newPage()
      await page.goto(played)
      const video = await page.evaluate(async () => {
        const element = document.querySelector('video')!
        element.muted = true
        await element.play()
        await new Promise((resolve) => element.addEventListener('timeupdate', resolve, { once: true }))
        return { duration: element.duration, shape: element.videoWidth / element.videoHeight, moved: element.currentTime > 0 }
      })
      expect(Math.abs(video.duration - 5.041)).toBeLessThan(0.1)
      expect(video).toMatchObject({ shape: 16 / 9, moved: true })
    } finally {
      await browser.close()
    }
  })

  async function untilAllEnded(): Promise<void> {
    const running = async () => (await (await fetch(here('http://127.0.0.1:4010/__kling/tasks'))).json()) as { tasks: { status: string }[] }
    while ((await running()).tasks.some(({ status }) => status === 'submitted' || status === 'processing'))
      await new Promise((resolve) => setTimeout(resolve, 50))
  }
})

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = net.connect(port, '127.0.0.1')
    const is = await new Promise((resolve) => socket.once('connect', () => resolve(true)).once('error', () => resolve(false)))
    socket.destroy()
    if (is) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('the programs', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kling-mock-readme-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('of «In a test» prints what is shown', async () => {
    const [program, output] = blocksOf(readme, 'In a test')
    const printed = await runLines(`${process.execPath} --input-type=module-typescript --eval "$PROGRAM"`, {
      cwd: home,
      env: { PROGRAM: program!.text, NO_COLOR: '1' },
    })
    expect(masked(printed)).toBe(masked(output!.text))
  })

  test('of «Without changing your application» prints what is shown', async () => {
    const [program, command, output] = blocksOf(readme, 'Without changing your application')
    writeFileSync(path.join(folder, 'app.js'), program!.text)
    const line = command!.text.replace('node ', `${process.execPath} `).replace('app.js', path.join(folder, 'app.js'))
    expect(await runLines(line, { cwd: home, env: { NODE_NO_WARNINGS: '1' } })).toBe(output!.text)
  })
})

test('the table of options is the one of the program', () => {
  const text = readFileSync(readme, 'utf8')
  const rows = [...text.matchAll(/^\| `(\w+)` +\| `(--[^`]+)` +\| `(KLING_MOCK_\w+)` +\| (.+) \|$/gm)].map(([, ...cells]) => cells)
  expect(rows.map(([key, flag, variable]) => [key, flag, variable])).toEqual(optionTable.map((row) => [row.key, row.flag, variableOf(row)]))
  for (const [index, row] of optionTable.entries()) expect(rows[index]![3]).toContain(row.about)
})
