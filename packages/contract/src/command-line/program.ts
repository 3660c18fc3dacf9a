import { createRequire } from 'node:module'
import { Command } from 'commander'
import { checkCommand } from './check-command.js'
import { diffCommand } from './diff-command.js'
import { harCommand } from './har-command.js'

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }

/** The command line of `kling-contract`. */
export function program(): Command {
  return new Command('kling-contract')
    .version(version)
    .description('Proves that calls and answers of the Kling AI API keep to the contract: the curated OpenAPI document of @klingkit/openapi.')
    .addCommand(checkCommand())
    .addCommand(harCommand())
    .addCommand(diffCommand())
}
