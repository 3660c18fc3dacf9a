import { createRequire } from 'node:module'
import { Command, InvalidArgumentError, Option } from 'commander'
import { fromConfigFile, fromEnvironment, type OutsideOptions } from './options/option-sources.js'
import { type OptionRow, optionTable, parseValue, variableOf } from './options/option-table.js'

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

/** The command line of `kling-mock`: one flag per row of the option table, and `--config`. */
export function commandLine(): Command {
  const program = new Command('kling-mock')
    .version(version)
    .description(
      'The Kling AI API on this machine: tasks that take time, signed callbacks, refusals, limits, bills, media that play. Nothing leaves this machine and nothing costs credits.',
    )
    .addHelpText('after', helpBelow)
  for (const row of optionTable) program.addOption(optionOf(row))
  return program.addOption(
    new Option('--config <file>', `JSON file with options, named as in startMock: {"port": 4010, "speed": "instant"} (env: KLING_MOCK_CONFIG)`),
  )
}

/** Options of a parsed command line: flags win over variables, these over the config file. @throws OptionError for a variable or a file that cannot be used */
export function optionsOf(program: Command, environment: Record<string, string | undefined>): OutsideOptions {
  const given = Object.entries(program.opts()).filter(([key]) => program.getOptionValueSource(key) === 'cli')
  const { config, ...flags } = Object.fromEntries(given) as OutsideOptions & { config?: string }
  const file = config ?? environment.KLING_MOCK_CONFIG
  return { ...(file ? fromConfigFile(file) : {}), ...fromEnvironment(environment), ...flags }
}

function optionOf(row: OptionRow): Option {
  const option = new Option(row.flag, `${row.about} (env: ${variableOf(row)})`)
  const { kind } = row
  // Commander names what `--api-key` gives `apiKey`; the option is called `apiKeys`.
  option.attributeName = () => row.key
  if (kind.type === 'choice') return option.choices(kind.choices)
  if (kind.type === 'text' || kind.type === 'switch') return option
  return option.argParser((text, before: unknown) => {
    try {
      const value = parseValue(row, text)
      return kind.type === 'list' ? [...((before as string[] | undefined) ?? []), ...(value as string[])] : value
    } catch (error) {
      throw new InvalidArgumentError(capital((error as Error).message))
    }
  })
}

function capital(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}

function helpBelow(): string {
  return `
Flags win over KLING_MOCK_* variables, these win over the config file. Lists in a variable are separated by commas.

Try it:
  curl -X POST http://127.0.0.1:4010/v1/videos/text2video -H 'Authorization: Bearer any' -H 'Content-Type: application/json' \\
       -d '{"model_name":"kling-v3","prompt":"a fox in the snow","external_task_id":"fox-1"}'
  curl http://127.0.0.1:4010/v1/videos/text2video/fox-1 -H 'Authorization: Bearer any'      submitted, processing, after 2 s succeed

Make it go wrong (header on one request; the same words work in POST /__kling/rules):
  -H 'kling-mock-trouble: fail=risk-control'      the task fails
  -H 'kling-mock-trouble: code=1303'              too many running tasks
  -H 'kling-mock-trouble: delay=5s,truncate=20'   slow, and cut off
Without headers: "external_task_id": "kling-mock:fail=risk-control;any-unique-text".

Ask for a documented example as it is (answered by Prism, nothing is remembered):
  -H 'Prefer: example=processing'   or   -H 'Prefer: code=429'

Requests are checked by code compiled from the schemas that Prism uses. Prism itself is loaded by the first request with a Prefer header, in replay mode, and with --engine prism, which
sends every request through it.

Look and step in: http://127.0.0.1:4010/__kling/openapi.json describes the control API (tasks, clock, rules, requests, callbacks, balance, events).`
}
