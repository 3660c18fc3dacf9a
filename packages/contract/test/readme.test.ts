import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Mock, startMock } from '@klingkit/mock'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'

/* What the README shows is run as it stands; only ports differ, and the package is that of this folder. */

const home = path.resolve(import.meta.dirname, '..')
const readme = readFileSync(path.join(home, 'README.md'), 'utf8')
const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({ language: language!, text: text! }))
const folder = mkdtempSync(path.join(tmpdir(), 'kling-contract-readme-'))

let mock: Mock
beforeAll(async () => {
  mock = await startMock({ port: 0, speed: 'instant' })
})
afterAll(async () => {
  await mock.close()
  rmSync(folder, { recursive: true })
})

const here = (text: string) => text.replaceAll('http://127.0.0.1:4010', mock.url)

function run(file: string, args: string[], cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(file, args, { cwd, env: { ...process.env, RELAY: mock.url } }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    )
  })
}

const commandOf = (text: string) =>
  here(text)
    .trim()
    .replace(/^npx kling-contract /, '')
    .split(' ')
const cli = (args: string[]) => run(process.execPath, [path.join(home, 'dist/cli.js'), ...args], folder)

test('check prints what is shown', async () => {
  const index = blocks.findIndex(({ text }) => text.startsWith('npx kling-contract check'))
  const { code, output } = await cli(commandOf(blocks[index]!.text))
  // How many calls there are grows with the document.
  const masked = (text: string) => text.trim().replace(/\d+ passed|(?<=tasks made {2})\d+/g, 'N')
  expect(masked(output)).toBe(masked(here(blocks[index + 1]!.text)))
  expect(code).toBe(0)
})

test('har and diff run as shown', async () => {
  writeFileSync(path.join(folder, 'traffic.har'), JSON.stringify({ log: { entries: [] } }))
  writeFileSync(path.join(folder, 'old.json'), readFileSync(path.join(home, 'node_modules/@klingkit/openapi/dist/openapi.json')))
  for (const command of ['har', 'diff']) {
    const { output } = await cli(commandOf(blocks.find(({ text }) => text.startsWith(`npx kling-contract ${command}`))!.text))
    expect(output).toMatch(command === 'har' ? /no entry is one of Kling/ : /no new version/)
  }
})

test('the workflow of the recipe is YAML, and its commands exist', async () => {
  const { jobs } = parse(blocks.find(({ language }) => language === 'yaml')!.text)
  const commands = Object.values<any>(jobs).flatMap(({ steps }) => steps.flatMap(({ run: lines = '' }: any) => lines.split('\n')))
  const ours = commands.filter((line: string) => line.includes('kling-contract'))
  expect(ours).toHaveLength(3)
  for (const line of ours) {
    const [, name, ...rest] = line.trim().split(' ').slice(1)
    const { stdout } = await helpOf(name)
    for (const flag of rest.filter((word: string) => word.startsWith('--'))) expect(stdout, line).toContain(flag)
  }
})

async function helpOf(command: string): Promise<{ stdout: string }> {
  return { stdout: (await cli([command, '--help'])).output }
}

test('the programs run', async () => {
  const [matchers, program] = blocks.filter(({ language }) => language === 'ts').map(({ text }) => here(text))
  const script = path.join(home, 'test', `readme-${process.pid}.ts`)
  const suite = path.join(home, 'test', `readme-${process.pid}.suite.ts`)
  const config = path.join(home, 'test', `readme-${process.pid}.config.mjs`)
  try {
    writeFileSync(script, program!.replace('@klingkit/contract', '../dist/index.js'))
    writeFileSync(suite, matchers!.replace('@klingkit/contract/vitest', '../dist/vitest.js'))
    writeFileSync(config, `export default { test: { include: ['test/${path.basename(suite)}'], testTimeout: 60_000 } }`)
    const ran = await run(process.execPath, [script], home)
    expect(ran.output).toContain('The contract is kept.')
    expect(ran.code).toBe(0)
    const { code, output } = await run(process.execPath, [path.join(home, 'node_modules/vitest/vitest.mjs'), 'run', '--root', home, '--config', config], home)
    expect(code, output).toBe(0)
  } finally {
    for (const file of [script, suite, config]) rmSync(file, { force: true })
  }
})
