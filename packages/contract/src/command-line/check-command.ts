import { Command, Option } from 'commander'
import type { CheckOptions } from '../check/options.js'
import { isKept } from '../check/outcome.js'
import { runCheck } from '../check/run-check.js'
import { reportOfCheck } from '../report/report.js'
import { exitCodes } from './exit-code.js'
import { another, gatewayOption, numberFrom, reportOptions } from './values.js'
import { writeReports } from './write-reports.js'

interface Flags extends Omit<CheckOptions, 'operations'> {
  operation?: string[]
  wait?: number
  timeout?: number
  junit?: string
  html?: string
}

export function checkCommand(): Command {
  const [junit, html] = reportOptions()
  return new Command('check')
    .description('Drives the operations of a running server with their documented examples and holds every answer against the document.')
    .requiredOption('--base-url <url>', 'where the API is; with the prefix of the gateway, for example https://api.cometapi.com/kling')
    .addOption(gatewayOption())
    .option('--operation <id>', 'only this operation, for example createText2Video; may be repeated', another)
    .option('--experimental', 'operations that are not officially documented as well')
    .addOption(new Option('--examples <which>', 'which request examples are sent (default: all, of the live service minimal)').choices(['minimal', 'all']))
    .addOption(new Option('--safe <mode>', 'only calls that cannot cost anything; off: this host bills nothing').choices(['auto', 'on', 'off']).default('auto'))
    .option('--allow-paid', 'send calls that may be billed, too; needs --max-units')
    .option('--max-units <number>', 'most units the whole run may cost by the price table; the run stops before it would exceed them', numberFrom(0))
    .option('--assume-units <number>', 'what a call counts whose price nobody published (default: it is not sent)', numberFrom(0))
    .option('--wait <seconds>', 'how long to wait for tasks to end (default: 30)', numberFrom(0))
    .option('--timeout <seconds>', 'how long to wait for an answer (default: 30)', numberFrom(0.001))
    .option('--api-key <key>', 'better in the environment: KLINGAI_API_KEY; COMETAPI_KEY or CLOUDSWAY_API_KEY with a gateway')
    .option('--access-key <key>', 'better in the environment: KLINGAI_ACCESS_KEY')
    .option('--secret-key <key>', 'better in the environment: KLINGAI_SECRET_KEY')
    .addOption(junit)
    .addOption(html)
    .addHelpText('after', help)
    .action(async ({ operation, wait, timeout, junit: junitFile, html: htmlFile, ...options }: Flags) => {
      const report = await runCheck({ ...options, operations: operation, waitSeconds: wait, timeoutSeconds: timeout })
      writeReports(reportOfCheck(report), { ...(junitFile ? { junit: junitFile } : {}), ...(htmlFile ? { html: htmlFile } : {}) })
      process.exitCode = isKept(report) ? exitCodes.kept : exitCodes.broken
    })
}

const help = `
What is sent
  On this machine and in private networks: everything. Request examples with ids of your own made new and with ids of what earlier calls have made, bodies that must be refused, reads by
  every id, lists, pages, unknown ids, and reads without a credential.
  Elsewhere only what costs nothing: GETs, unknown ids, and those invalid bodies that the real service was seen refusing. Everything else needs --allow-paid and a budget. When such a
  host accepts what had to be refused, the run stops at once and prints the task ids. /account/* is asked once per second at most.
  A server on this machine that passes requests on (its answers have a Via header) counts as the live service.

Try it:
  npx kling-mock --speed instant &
  kling-contract check --base-url http://127.0.0.1:4010 --html contract.html

The live service, at no cost:
  KLINGAI_API_KEY=... kling-contract check --base-url https://api-singapore.klingai.com --junit contract.xml

Ends with 0 when the contract is kept, 1 when it is broken, 2 when it could not be checked.`
