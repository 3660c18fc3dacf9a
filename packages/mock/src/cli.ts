#!/usr/bin/env node
import { createRequire } from 'node:module'
import { Command, InvalidArgumentError, Option } from 'commander'
import { ListenError, PortInUseError } from './listen.js'
import { gatewayNames } from './options.js'
import { startMock } from './start-mock.js'

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

const program = new Command('kling-mock')
  .version(version)
  .description('A local Kling AI API that answers with the documented examples. Nothing leaves this machine and nothing costs credits.')
  .addOption(new Option('--port <number>', 'port to listen on; 0 picks a free one').default(4010).argParser(wholeNumber(0, 65535)).env('KLING_MOCK_PORT'))
  .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1').env('KLING_MOCK_HOST'))
  .addOption(new Option('--mode <mode>', 'how answers come about').choices(['replay']).default('replay').env('KLING_MOCK_MODE'))
  .addOption(new Option('--gateway <name>', 'whose paths and limits are served').choices(gatewayNames).default('official').env('KLING_MOCK_GATEWAY'))
  .addOption(
    new Option('--body-limit <bytes>', 'largest request body; above it the answer is 413 (default: 80 MB)')
      .argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER))
      .env('KLING_MOCK_BODY_LIMIT'),
  )
  .addOption(new Option('--no-cors', 'do not answer browsers of other origins').env('KLING_MOCK_NO_CORS'))
  .addHelpText(
    'after',
    `
Try it:
  curl -X POST http://127.0.0.1:4010/v1/videos/text2video -H 'Authorization: Bearer any' -H 'Content-Type: application/json' \\
       -d '{"model_name":"kling-v3","prompt":"a fox in the snow"}'

Ask for another documented answer with the header Prefer, for example
  -H 'Prefer: code=429'                  the refusal for too many running tasks
  -H 'Prefer: example=processing'        a task that is still running
A name that does not exist is answered with the list of those that do.`,
  )
  .parse()

try {
  const mock = await startMock(program.opts())
  // Before the line is out: whoever waits for it may tell us to end at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close().then(() => process.exit(0)))
  console.log(`kling-mock listening on ${mock.url}`)
} catch (error) {
  console.error(`kling-mock: ${explained(error)}`)
  process.exitCode = 1
}

function explained(error: unknown): string {
  if (error instanceof PortInUseError || error instanceof ListenError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most) throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`)
    return value
  }
}
