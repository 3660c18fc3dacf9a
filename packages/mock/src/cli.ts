#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from 'commander'
import { PortInUseError, startMock } from './start-mock.js'

const program = new Command('kling-mock')
  .description('A local Kling AI API that answers with the documented examples. Nothing leaves this machine and nothing costs credits.')
  .addOption(new Option('--port <number>', 'port to listen on; 0 picks a free one').default(4010).argParser(portNumber).env('KLING_MOCK_PORT'))
  .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1').env('KLING_MOCK_HOST'))
  .addOption(new Option('--mode <mode>', 'how answers come about').choices(['replay']).default('replay').env('KLING_MOCK_MODE'))
  .addOption(
    new Option('--gateway <name>', 'whose paths and limits are served')
      .choices(['official', 'cometapi', 'cloudsway'])
      .default('official')
      .env('KLING_MOCK_GATEWAY'),
  )
  .option('--no-cors', 'do not answer browsers of other origins')
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
  console.log(`kling-mock listening on ${mock.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close().then(() => process.exit(0)))
} catch (error) {
  console.error(`kling-mock: ${error instanceof PortInUseError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  process.exitCode = 1
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new InvalidArgumentError('a port is a whole number from 0 to 65535.')
  return port
}
