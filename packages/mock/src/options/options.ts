import type { GatewayName } from '@klingkit/openapi/runtime'
import type { Seed } from '@klingkit/simulator'
import { isHere } from '../proxy/paid-calls.js'
import { optionTable, wrongness } from './option-table.js'

export interface MockOptions {
  /** Port to listen on; 0 picks a free one. Default 4010. */
  port?: number | undefined
  /** Address to listen on. Default 127.0.0.1: only this machine. */
  host?: string | undefined
  /** Names by which the control API may be called besides the address it listens on and those of this machine, for example that of a container. Default none. */
  allowHosts?: readonly string[] | undefined
  /** How answers come about: tasks that live (`simulate`, default), the documented examples (`replay`), or another server whose traffic is held against the document (`proxy`). */
  mode?: 'simulate' | 'replay' | 'proxy' | undefined
  /** With mode `proxy`: where requests are passed on to, for example `https://api-singapore.klingai.com`. */
  upstream?: string | undefined
  /** With mode `proxy`: pass requests on that may be billed, to an upstream that is not on this machine. Default false. */
  allowPaid?: boolean | undefined
  /** With mode `proxy`: folder for what has passed, as examples for `spec/`, without anything secret. It must not hold a recording yet. */
  record?: string | undefined
  /** `auto` (default): compiled checks, and Prism for replayed requests only; `prism`: every request goes through Prism. */
  engine?: 'auto' | 'prism' | undefined
  /** Whose document and paths are served. Default `official`. */
  gateway?: GatewayName | undefined
  /** How long tasks take: none, about 2 s (`fast`, default), or what the product really takes. */
  speed?: 'instant' | 'fast' | 'real' | undefined
  /** Divides the times of all tasks. Default 1. */
  timeFactor?: number | undefined
  /** Tasks end after that many reads instead of after a time. */
  reads?: number | undefined
  /** API keys that are accepted. Without these, and without an access key, any bearer token is. */
  apiKeys?: readonly string[] | undefined
  /** Access key whose JWTs are verified; needs `secretKey`. */
  accessKey?: string | undefined
  secretKey?: string | undefined
  /** `whsec_` and Base64: signs callbacks. */
  webhookSecret?: string | undefined
  /** Hosts besides this machine that callbacks may go to. */
  allowCallbackHosts?: readonly string[] | undefined
  /** Files of the mock that really play (`local`, default), or https addresses of nobody. */
  media?: 'local' | 'example' | undefined
  /** Which ids of earlier things are accepted. Default `known`: of this mock, and those in documented examples. */
  references?: 'known' | 'strict' | 'off' | undefined
  /** Units of each resource pack. Default 1,000,000,000. */
  units?: number | undefined
  /** Tasks that may run at once, per pack type. Default no limit. */
  slots?: number | undefined
  /** File in which everything is kept, so that a restart goes on where the last mock stopped. */
  state?: string | undefined
  /** With `state`: answer only when the disk has it, so that a power cut loses nothing. Default false: a killed process loses nothing. */
  stateSync?: boolean | undefined
  /** Tasks, voices, elements, packs and rules of trouble to begin with. */
  seed?: Seed | undefined
  /** The same in a JSON file. */
  seedFile?: string | undefined
  /** Whether `kling-mock:...` words in `external_task_id` and `callback_url` are read. Default true. */
  magic?: boolean | undefined
  /** Answer browsers of other origins. Default true. */
  cors?: boolean | undefined
  /** Serve https with a certificate made at start. Default false. */
  tls?: boolean | undefined
  /** Largest request body in bytes; above it the answer is 413. Default 80 MB, enough for a 50 MB picture as Base64. */
  bodyLimit?: number | undefined
}

type Defaulted = 'port' | 'host' | 'mode' | 'engine' | 'gateway' | 'speed' | 'timeFactor' | 'media' | 'references' | 'magic' | 'cors' | 'tls' | 'bodyLimit'
export type ResolvedOptions = { [Name in Defaulted]: Exclude<MockOptions[Name], undefined> } & Omit<MockOptions, Defaulted>

const defaults: ResolvedOptions = {
  port: 4010,
  host: '127.0.0.1',
  mode: 'simulate',
  engine: 'auto',
  gateway: 'official',
  speed: 'fast',
  timeFactor: 1,
  media: 'local',
  references: 'known',
  magic: true,
  cors: true,
  tls: false,
  bodyLimit: 80 * 1024 * 1024,
}

/**
 * Fills in the defaults.
 *
 * @throws TypeError for a value that no option can have
 */
export function resolveOptions(options: MockOptions): ResolvedOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  for (const row of optionTable) {
    const value = given[row.key]
    const expected = value === undefined ? undefined : wrongness(row, value)
    if (expected) throw new TypeError(`${row.key} is ${expected}${row.secret ? '' : `, not ${shown(value)}`}`)
  }
  const resolved: ResolvedOptions = { ...defaults, ...given }
  const conflict = conflictIn(resolved)
  if (conflict) throw new TypeError(conflict)
  return resolved
}

/** What cannot stand together, with the way out. */
function conflictIn(options: ResolvedOptions): string | undefined {
  const { mode, accessKey, secretKey, webhookSecret, allowHosts, state, stateSync, seed, seedFile } = options
  const proxy = proxyConflictIn(options)
  if (proxy) return proxy
  if ((accessKey === undefined) !== (secretKey === undefined)) return 'accessKey and secretKey go together: a JWT of the one is signed with the other'
  if (webhookSecret !== undefined && !/^whsec_[A-Za-z0-9+/]{4,}={0,2}$/.test(webhookSecret)) {
    return "webhookSecret is whsec_ followed by Base64; make one with: node -p \"'whsec_' + crypto.randomBytes(24).toString('base64')\""
  }
  if (stateSync && state === undefined) return 'stateSync says how the state file is written, so it needs state'
  const noName = allowHosts?.find((name) => !isHostName(name))
  if (noName !== undefined) return `allowHosts holds names of hosts without scheme, port and path, such as kling-mock, not '${noName}'`
  if (mode !== 'simulate' && (state ?? seed ?? seedFile) !== undefined) return `${mode} mode knows no tasks, so state, seed and seedFile need mode simulate`
  if (seed !== undefined && seedFile !== undefined) return 'seed and seedFile say the same thing; give one of them'
  return undefined
}

function proxyConflictIn({ mode, upstream, record, allowPaid, host, allowHosts }: ResolvedOptions): string | undefined {
  if (mode !== 'proxy') return (upstream ?? record ?? allowPaid) === undefined ? undefined : 'upstream, record and allowPaid need mode proxy'
  if (upstream === undefined) return 'mode proxy needs upstream, where requests are passed on to, for example https://api-singapore.klingai.com'
  const url = URL.canParse(upstream) ? new URL(upstream) : undefined
  // Not shown: a mistyped one may hold a credential.
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') return 'upstream is an http or https address without query'
  if (!isHere(new URL(`http://${host.includes(':') ? `[${host}]` : host}`)) && !allowHosts?.length) {
    return 'mode proxy listens on this machine only, because it leads to where units are spent; to open it all the same, say by which name with allowHosts'
  }
  if (url.username !== '' || url.password !== '') return 'upstream has no place for a credential: clients send their own'
  return undefined
}

/** No wildcard either: whoever may choose a name could lead it here. */
function isHostName(name: string): boolean {
  return /^[a-z\d]([-a-z\d_.]*[a-z\d])?$/i.test(name) || /^\[?[\da-f:]*:[\da-f:.]*\]?$/i.test(name)
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
