#!/usr/bin/env node
import { commandLine, optionsOf } from './command-line.js'
import { whenLauncherIsGone } from './launcher.js'
import { ListenError, PortInUseError } from './listen.js'
import { OptionError } from './options/option-sources.js'
import { driftTeller } from './proxy/drift-teller.js'
import { startMock } from './start-mock.js'

const program = commandLine().parse()

try {
  const { json = false, ...options } = optionsOf(program, process.env)
  const mock = await startMock(options)
  const print = (line: object) => console.log(JSON.stringify({ time: new Date().toISOString(), ...line }))
  // Before the line is out: whoever waits for it may tell us to end at once.
  const end = () => void mock.close().then(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
  whenLauncherIsGone(end, process.env)
  for (const note of mock.notes) console.error(`kling-mock: ${note}`)
  if (json) mock.listen(print)
  if (options.mode === 'proxy') mock.listen(driftTeller((line) => console.error(`kling-mock: ${line}`)))
  if (json) print({ type: 'listening', url: mock.url, message: `kling-mock listening on ${mock.url}` })
  else console.log(`kling-mock listening on ${mock.url}`)
} catch (error) {
  console.error(`kling-mock: ${explained(error)}`)
  process.exitCode = 1
}

function explained(error: unknown): string {
  if (error instanceof PortInUseError || error instanceof ListenError || error instanceof OptionError || error instanceof TypeError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
