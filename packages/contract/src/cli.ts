#!/usr/bin/env node
import { CheckError } from './check/options.js'
import { exitCodes } from './command-line/exit-code.js'
import { program } from './command-line/program.js'

const commands = program()
// Wrong flags are no broken contract.
for (const command of [commands, ...commands.commands]) {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.kept : exitCodes.failed))
}

try {
  await commands.parseAsync()
} catch (error) {
  console.error(`kling-contract: ${error instanceof CheckError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  process.exitCode = exitCodes.failed
}
