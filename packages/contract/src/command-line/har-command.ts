import type { GatewayName } from '@klingkit/openapi/runtime'
import { Command } from 'commander'
import { checkHar } from '../har/check-har.js'
import { reportOfHar } from '../report/report.js'
import { exitCodes } from './exit-code.js'
import { another, gatewayOption, reportOptions } from './values.js'
import { writeReports } from './write-reports.js'

interface Flags {
  baseUrl?: string[]
  gateway: GatewayName
  junit?: string
  html?: string
}

export function harCommand(): Command {
  const [junit, html] = reportOptions()
  return new Command('har')
    .description(
      'Holds recorded traffic (HAR 1.2) against the documents, requests and answers. Credentials, addresses and ids of the recording are never printed.',
    )
    .argument('<file>', 'the recording, as browsers and proxies save it')
    .option('--base-url <url>', 'where the API was, beside the hosts of Kling, of the gateways and this machine; may be repeated', another)
    .addOption(gatewayOption())
    .addOption(junit)
    .addOption(html)
    .addHelpText(
      'after',
      '\nEntries of other hosts are left out. Ends with 0 when the contract was kept, 1 when it was broken or no entry was one of Kling, 2 when the file cannot be read.',
    )
    .action(async (file: string, { baseUrl, gateway, ...files }: Flags) => {
      const found = await checkHar(file, { baseUrls: baseUrl, gateway })
      const report = reportOfHar(found)
      writeReports(report, files)
      // A recording that has nothing of Kling proves nothing.
      if (found.outcomes.length === 0) console.error('kling-contract: no entry is one of Kling or of a gateway; tell where the API was with --base-url')
      process.exitCode = report.kept && found.outcomes.length > 0 ? exitCodes.kept : exitCodes.broken
    })
}
