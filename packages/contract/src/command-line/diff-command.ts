import type { GatewayName } from '@klingkit/openapi/runtime'
import { Command } from 'commander'
import { diffDocuments } from '../diff/diff-documents.js'
import { diffText } from '../diff/diff-text.js'
import { readSide } from '../diff/read-side.js'
import { exitCodes } from './exit-code.js'
import { gatewayOption } from './values.js'

export function diffCommand(): Command {
  return new Command('diff')
    .description('What changes for users between two documents, per operation: breaking, additive, or words only.')
    .argument('<old>', "file (JSON or YAML), version of @klingkit/openapi (1.2.0, latest), or 'installed'")
    .argument('<new>', 'the same')
    .addOption(gatewayOption())
    .option('--json', 'print { bump, changes } as JSON')
    .addHelpText(
      'after',
      `
A request breaks when less is allowed; an answer breaks when more may come, or less is certain.

  kling-contract diff 1.4.0 installed
  kling-contract diff old.json new.json --json

Ends with 0 when nothing breaks, 1 when something does, 2 when a document cannot be read.`,
    )
    .action(async (old: string, young: string, { gateway, json }: { gateway: GatewayName; json?: boolean }) => {
      const report = diffDocuments(await readSide(old, gateway), await readSide(young, gateway))
      console.log(json ? JSON.stringify(report, undefined, 2) : diffText(report))
      process.exitCode = report.bump === 'major' ? exitCodes.broken : exitCodes.kept
    })
}
