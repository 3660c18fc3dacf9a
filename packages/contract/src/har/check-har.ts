import type { GatewayName } from '@klingkit/openapi/runtime'
import type { Outcome } from '../check/outcome.js'
import { withoutSecrets } from '../check/redact.js'
import { type Contract, type ContractOperation, readContract } from '../document/contract.js'
import { OperationFinder } from '../document/find-operation.js'
import type { Finding } from '../judge/finding.js'
import { Judge } from '../judge/judge.js'
import { type HarEntry, readHar } from './har-file.js'
import { Hosts } from './hosts.js'

export interface HarOptions {
  /** More addresses where the API was, for example a proxy of your own. */
  baseUrls?: readonly string[] | undefined
  /** Whose document goes for those addresses, and for this machine. Default `official`. */
  gateway?: GatewayName | undefined
}

export interface HarReport {
  file: string
  /** Entries of the file, and those of hosts that are neither Kling's nor a gateway's. */
  entries: number
  ignored: number
  outcomes: Outcome[]
  startedAt: string
}

interface Side {
  contract: Contract
  finder: OperationFinder
  judge: Judge
}

/**
 * Holds recorded traffic against the documents: requests and answers. What it reports has no credential, no address and no id of the recording.
 *
 * @throws CheckError when the file is no HAR file
 * @example
 * const { outcomes } = await checkHar('traffic.har')
 */
export async function checkHar(file: string, options: HarOptions = {}): Promise<HarReport> {
  const entries = readHar(file)
  const hosts = new Hosts(options.baseUrls ?? [], options.gateway ?? 'official')
  const sides = new Map<GatewayName, Side>()
  const sideOf = (gateway: GatewayName) => {
    const contract = sides.get(gateway)?.contract ?? readContract(gateway)
    const side = sides.get(gateway) ?? { contract, finder: new OperationFinder(contract.operations), judge: new Judge(contract) }
    sides.set(gateway, side)
    return side
  }
  const secrets = entries.flatMap((entry) => entry.secrets)
  const outcomes: Outcome[] = []
  for (const [index, entry] of entries.entries()) {
    const place = entry.method === 'OPTIONS' ? undefined : hosts.find(entry.url)
    if (!place) continue
    const side = sideOf(place.gateway)
    const operation = side.finder.find(entry.method, place.path)
    if (!operation && !place.certain) continue
    const outcome = operation ? await judged(side, operation, place.path, entry, index) : unknownOperation(entry, index)
    outcomes.push({ ...outcome, findings: outcome.findings.map((finding) => ({ ...finding, message: withoutSecrets(finding.message, secrets) })) })
  }
  return { file, entries: entries.length, ignored: entries.length - outcomes.length, outcomes, startedAt: new Date().toISOString() }
}

async function judged({ judge }: Side, operation: ContractOperation, path: string, entry: HarEntry, index: number): Promise<Outcome> {
  const line = `${operation.method} ${operation.path}`
  const name = `entry ${index + 1}`
  const common = { operation: operation.id, name, line, expectation: 'either' as const, status: entry.status }
  if (entry.status === 0) return { ...common, result: 'skipped', findings: [], reason: 'no answer was recorded' }
  const body = bodyOf(entry)
  const verdict = await judge.judge(operation, {
    request: { path, query: queryOf(entry.url), body: body.value, contentType: entry.requestType },
    response: { status: entry.status, contentType: entry.responseType, text: entry.responseText ?? '{}' },
  })
  // A recorder that leaves out bodies says nothing about them.
  const response = entry.responseText === undefined ? verdict.response.filter(({ rule }) => rule === 'status' || rule === 'content-type') : verdict.response
  const findings: Finding[] = [...body.findings, ...(body.findings.length > 0 ? [] : verdict.request), ...response.map(withoutBody)]
  return { ...common, result: findings.length > 0 ? 'failed' : 'passed', findings }
}

function bodyOf({ method, requestText }: HarEntry): { value: unknown; findings: Finding[] } {
  if (method === 'GET' || requestText === undefined) return { value: undefined, findings: [] }
  try {
    return { value: JSON.parse(requestText), findings: [] }
  } catch {
    return { value: undefined, findings: [{ rule: 'request-schema', at: 'request.body', message: 'the body is no JSON' }] }
  }
}

/** The start of a body may hold anything. */
function withoutBody(finding: Finding): Finding {
  return finding.rule === 'not-json' ? { ...finding, message: 'the body is no JSON' } : finding
}

function unknownOperation({ method, status }: HarEntry, index: number): Outcome {
  const message = 'the document has no operation of this method and path: mistyped, retired long ago, or newer than this package'
  const findings: Finding[] = [{ rule: 'unknown-operation', at: 'request', message }]
  return { operation: 'unknown', name: `entry ${index + 1}`, line: `${method} (path not shown)`, expectation: 'either', result: 'failed', findings, status }
}

function queryOf(url: URL): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(url.searchParams.keys())]
      .map((name) => [name, url.searchParams.getAll(name)])
      .map(([name, all]) => [name, all!.length === 1 ? all![0]! : all!]),
  )
}
