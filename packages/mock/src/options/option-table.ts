import { gatewayNames } from '@klingkit/openapi/runtime'
import type { MockOptions } from './options.js'

/** What values an option takes. */
export type Kind =
  | { type: 'whole'; least: number; most: number }
  | { type: 'number'; above: number }
  | { type: 'choice'; choices: readonly string[] }
  | { type: 'text' }
  | { type: 'list' }
  | { type: 'switch' }

export interface OptionRow {
  /** Name in the options of `startMock` and in a config file. */
  key: keyof MockOptions | 'json'
  /** As on the command line, with its placeholder. A flag that begins with `--no-` switches off. */
  flag: string
  about: string
  kind: Kind
  /** Never shown, not even where it is wrong. */
  secret?: true
}

const anyWhole = { type: 'whole', least: 0, most: Number.MAX_SAFE_INTEGER } as const
const text = { type: 'text' } as const
const list = { type: 'list' } as const
const onOff = { type: 'switch' } as const

/** Every option, once: flags, variables, config keys, help and checks come from here. */
export const optionTable: readonly OptionRow[] = [
  { key: 'port', flag: '--port <number>', about: 'port to listen on; 0 picks a free one (default: 4010)', kind: { type: 'whole', least: 0, most: 65535 } },
  { key: 'host', flag: '--host <address>', about: 'address to listen on (default: 127.0.0.1)', kind: text },
  {
    key: 'allowHosts',
    flag: '--allow-host <name>',
    about: 'name by which the control API may be called besides the address, for example that of a container; may be repeated',
    kind: list,
  },
  {
    key: 'mode',
    flag: '--mode <mode>',
    about: 'simulate: tasks live; replay: every answer is a documented example; proxy: --upstream answers, both sides are checked (default: simulate)',
    kind: { type: 'choice', choices: ['simulate', 'replay', 'proxy'] },
  },
  { key: 'upstream', flag: '--upstream <url>', about: 'with --mode proxy: where requests are passed on to', kind: text },
  { key: 'allowPaid', flag: '--allow-paid', about: 'with --mode proxy: pass on what may be billed, too', kind: onOff },
  { key: 'record', flag: '--record <folder>', about: 'with --mode proxy: write what passes there as examples, without anything secret', kind: text },
  {
    key: 'engine',
    flag: '--engine <engine>',
    about: 'auto: compiled checks, Prism for replayed requests; prism: Prism for every request (default: auto)',
    kind: { type: 'choice', choices: ['auto', 'prism'] },
  },
  {
    key: 'gateway',
    flag: '--gateway <name>',
    about: 'whose paths, limits and habits are served (default: official)',
    kind: { type: 'choice', choices: gatewayNames },
  },
  {
    key: 'speed',
    flag: '--speed <speed>',
    about: 'how long tasks take: no time, about 2 s, or what the product really takes (default: fast)',
    kind: { type: 'choice', choices: ['instant', 'fast', 'real'] },
  },
  { key: 'timeFactor', flag: '--time-factor <factor>', about: 'divides the times of all tasks (default: 1)', kind: { type: 'number', above: 0 } },
  {
    key: 'reads',
    flag: '--reads <count>',
    about: 'tasks end after that many reads instead of after a time',
    kind: { type: 'whole', least: 1, most: 1_000_000 },
  },
  { key: 'apiKeys', flag: '--api-key <key>', about: 'accept only this API key; may be repeated (default: any bearer token)', kind: list, secret: true },
  { key: 'accessKey', flag: '--access-key <key>', about: 'verify JWTs of this access key; needs --secret-key', kind: text, secret: true },
  { key: 'secretKey', flag: '--secret-key <key>', about: 'what JWTs of --access-key are signed with', kind: text, secret: true },
  { key: 'webhookSecret', flag: '--webhook-secret <secret>', about: 'sign callbacks with this whsec_... secret', kind: text, secret: true },
  {
    key: 'allowCallbackHosts',
    flag: '--allow-callback-host <host>',
    about: 'host besides this machine that callbacks may go to; may be repeated',
    kind: list,
  },
  {
    key: 'media',
    flag: '--media <kind>',
    about: 'local: files of the mock that really play; example: https addresses of nobody (default: local)',
    kind: { type: 'choice', choices: ['local', 'example'] },
  },
  {
    key: 'references',
    flag: '--references <which>',
    about: 'ids of earlier things: of this mock and of the documented examples, of this mock only, or any (default: known)',
    kind: { type: 'choice', choices: ['known', 'strict', 'off'] },
  },
  { key: 'units', flag: '--units <number>', about: 'units of each resource pack (default: 1000000000)', kind: { type: 'number', above: -1 } },
  { key: 'slots', flag: '--slots <count>', about: 'tasks that may run at once, per pack type (default: no limit)', kind: anyWhole },
  { key: 'state', flag: '--state <file>', about: 'keep everything in this file, so that a restart goes on where the last one stopped', kind: text },
  { key: 'stateSync', flag: '--state-sync', about: 'with --state: answer only when the disk has it, so that a power cut loses nothing', kind: onOff },
  { key: 'seedFile', flag: '--seed-file <file>', about: 'tasks, voices, elements, packs and rules of trouble to begin with, as JSON', kind: text },
  { key: 'magic', flag: '--no-magic', about: 'do not read kling-mock:... words in external_task_id and callback_url', kind: onOff },
  { key: 'cors', flag: '--no-cors', about: 'do not answer browsers of other origins', kind: onOff },
  { key: 'bodyLimit', flag: '--body-limit <bytes>', about: 'largest request body; above it the answer is 413 (default: 80 MB)', kind: anyWhole },
  { key: 'tls', flag: '--tls', about: 'serve https with a certificate made at start', kind: onOff },
  { key: 'json', flag: '--json', about: 'log every request and callback to standard output, one JSON object per line', kind: onOff },
]

export function variableOf({ flag }: OptionRow): string {
  return `KLING_MOCK_${flag.split(' ')[0]!.slice(2).replaceAll('-', '_').toUpperCase()}`
}

/** Says what a value must be; undefined when this one is right. */
export function wrongness({ key, kind }: OptionRow, value: unknown): string | undefined {
  switch (kind.type) {
    case 'whole': {
      if (Number.isInteger(value) && (value as number) >= kind.least && (value as number) <= kind.most) return undefined
      if (key === 'bodyLimit') return 'a whole number of bytes'
      return kind.most === Number.MAX_SAFE_INTEGER ? `a whole number from ${kind.least}` : `a whole number from ${kind.least} to ${kind.most}`
    }
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value > kind.above
        ? undefined
        : kind.above < 0
          ? 'a number from 0'
          : `a number above ${kind.above}`
    case 'choice':
      return kind.choices.includes(value as string) ? undefined : `one of ${kind.choices.join(', ')}`
    case 'text':
      return typeof value === 'string' && value !== '' ? undefined : 'a text'
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '') ? undefined : 'a list of texts'
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'true or false'
  }
}

/** A value as it stands on a command line or in a variable. @throws TypeError with what it should be */
export function parseValue(row: OptionRow, given: string): unknown {
  const { kind, flag } = row
  if (kind.type === 'switch') {
    const on = { '1': true, true: true, yes: true, on: true, '0': false, false: false, no: false, off: false }[given.toLowerCase()]
    if (on === undefined) throw new TypeError(`expected true or false, not '${given}'`)
    return flag.startsWith('--no-') ? !on : on
  }
  const value = kind.type === 'whole' || kind.type === 'number' ? numberOf(given) : kind.type === 'list' ? given.split(',').filter(Boolean) : given
  const expected = wrongness(row, value)
  if (expected) throw new TypeError(row.secret ? `expected ${expected}` : `expected ${expected}, not '${given}'`)
  return value
}

function numberOf(given: string): number {
  return /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN
}
