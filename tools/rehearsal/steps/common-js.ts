import fs from 'node:fs'
import path from 'node:path'
import { command } from '../command.ts'
import { install, userEnvironment } from '../npm.ts'
import { olderNodes } from '../older-nodes.ts'
import type { Step } from '../step.ts'

/** Every entry point that a script may want, by `require`. */
const script = `
const { readFileSync } = require('node:fs')
const path = require('node:path')
const counted = []
for (const name of process.argv.slice(2)) {
  const manifest = JSON.parse(readFileSync(path.join('node_modules', name, 'package.json'), 'utf8'))
  for (const [entry, target] of Object.entries(manifest.exports)) {
    if (!target.types) continue
    if (entry === '/vitest' || entry === './vitest' || entry === './register') continue // belong into a runner, and behind --import
    const found = require(name + entry.slice(1))
    if (Object.keys(found).length === 0) throw new Error(name + entry.slice(1) + ' exports nothing')
    counted.push(entry)
  }
}
const { createKling } = require('@klingkit/client')
const { startMock } = require('@klingkit/mock')
startMock({ port: 0, speed: 'instant' }).then(async (mock) => {
  const kling = createKling({ baseUrl: mock.url, apiKey: 'any' })
  const done = await kling.v1.images.generations.run({ prompt: 'A fox' }, { interval: 10 })
  await mock.close()
  console.log(done.task_status, counted.length)
})
`

/** Somebody whose project still requires. */
export const commonJsStep: Step = {
  name: 'a CommonJS script',
  async run({ folder, registry, packed }) {
    const names = packed.map(({ name }) => name)
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n')
    await install([...names, 'zod', 'msw'], folder, registry)
    fs.writeFileSync(path.join(folder, 'script.cjs'), script)
    const said: string[] = []
    for (const { label, node } of [{ label: 'Node 24', node: process.execPath }, ...olderNodes()]) {
      const output = (await command(node, ['script.cjs', ...names], folder, { env: { ...userEnvironment(registry, node), NODE_NO_WARNINGS: '1' } })).trim()
      if (!output.startsWith('succeed ')) throw new Error(`${label} printed: ${output}`)
      said.push(`${label}: ${output.split(' ')[1]} entry points`)
    }
    return said.join(', ')
  },
}
