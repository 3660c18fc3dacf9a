import type { OfferedOperation, View } from '../control/types.ts'
import { writeExactly } from './exact-json.ts'
import { literal } from './literal.ts'

export interface Sent {
  operation: OfferedOperation
  /** The body, or the parameters of a read. */
  body: unknown
  view: View
  /** Where the mock that serves this view listens. */
  origin: string
  /** What the mock asks for; nothing where it takes any key. */
  credentials?: readonly ('api-key' | 'access-key')[]
  trouble?: string | undefined
}

/** The call as an application writes it with `@klingkit/client`. */
export function clientCode({ operation, body, view, origin, trouble, credentials = [] }: Sent): string {
  const { call, kind } = operation
  const options = trouble ? `{ headers: { 'kling-mock-trouble': ${literal(trouble)} } }` : undefined
  const send = (argument: string) => `kling.${call}(${[argument, ...(options ? [options] : [])].join(', ')})`
  const lines = [...imports(view), '', ...connecting(view, origin, credentials)]
  if (kind === 'async task') {
    lines.push(`const task = await ${send(literal(body))}`, 'const done = await kling.wait(task)', 'console.log(done)')
  } else if (kind === 'query one' || kind === 'query many by id') {
    const id = Object.values((body ?? {}) as object)[0] ?? ''
    lines.push(`console.log(await ${send(literal(id))})`)
  } else if (kind.endsWith('list')) {
    lines.push(`for await (const item of ${send(isEmpty(body) ? '' : literal(body)).replace('(, ', '({}, ')}) console.log(item)`)
  } else lines.push(`console.log(await ${send(literal(body))})`)
  return lines.join('\n')
}

/** The same as a command. */
export function curlCode({ operation, body, view, origin, trouble, credentials = [] }: Sent): string {
  const { method, kind } = operation
  const isRead = method === 'GET' || kind === 'query many by id'
  const { path, query } = isRead ? readAddress(operation.path, (body ?? {}) as Record<string, unknown>) : { path: operation.path, query: '' }
  // Only what the shell shall fill in stands in double quotes.
  const key =
    credentials.length === 0 ? "'Authorization: Bearer any'" : `"Authorization: Bearer $${credentials.includes('api-key') ? keyNames[view] : 'KLINGAI_JWT'}"`
  const headers = [...(isRead ? [] : ['Content-Type: application/json']), ...(trouble ? [`kling-mock-trouble: ${trouble}`] : [])]
  const command = [
    `curl ${isRead ? '' : '-X POST '}${shell(`${origin}${path}${query}`)}`,
    `  -H ${key}`,
    ...headers.map((header) => `  -H ${shell(header)}`),
    ...(isRead ? [] : [`  -d ${shell(writeExactly(body))}`]),
  ].join(' \\\n')
  return key.includes('KLINGAI_JWT') ? `# KLINGAI_JWT: a token signed with the access key; the client signs by itself\n${command}` : command
}

/** Path and query of a read, from its parameters. */
export function readAddress(template: string, parameters: Record<string, unknown>): { path: string; query: string } {
  const inPath = Object.keys(parameters).filter((name) => template.includes(`{${name}}`))
  const path = inPath.reduce((text, name) => text.replace(`{${name}}`, encodeURIComponent(String(parameters[name]))), template)
  const rest = Object.entries(parameters).filter(([name]) => !inPath.includes(name))
  const query = rest.length === 0 ? '' : `?${new URLSearchParams(rest.map(([name, value]) => [name, String(value)]))}`
  return { path, query }
}

function imports(view: View): string[] {
  return ["import { createKling } from '@klingkit/client'", ...(view === 'official' ? [] : [`import { ${view} } from '@klingkit/client/gateways'`])]
}

const keyNames: Record<View, string> = { official: 'KLINGAI_API_KEY', cometapi: 'COMETAPI_KEY', cloudsway: 'CLOUDSWAY_AK' }

function connecting(view: View, origin: string, credentials: NonNullable<Sent['credentials']>): string[] {
  const any = credentials.length === 0
  // Without an option the client takes the key, or the pair of keys, from the environment.
  const key = any ? [`apiKey: process.env.${keyNames[view]} ?? 'any'`] : view === 'official' ? [] : [`apiKey: process.env.${keyNames[view]} ?? ''`]
  const place: Record<View, string> = {
    official: `baseUrl: ${literal(origin)}`,
    cometapi: `gateway: cometapi({ baseUrl: ${literal(`${origin}/kling`)} })`,
    cloudsway: `gateway: cloudsway({ endpointPath: 'your-endpoint', host: ${literal(origin)} })`,
  }
  const own = credentials.includes('api-key') ? keyNames[view] : 'KLINGAI_ACCESS_KEY and KLINGAI_SECRET_KEY'
  const address = { official: 'baseUrl', cometapi: 'baseUrl', cloudsway: 'host' }[view]
  return [
    ...(any ? [] : [`// Set ${own} to what this mock was started with.`]),
    `// ${any ? 'The mock takes any key; without' : 'Without'} ${address} it is the real service.`,
    'const kling = createKling({',
    ...[...key, place[view]].map((option) => `  ${option},`),
    '})',
  ]
}

function isEmpty(value: unknown): boolean {
  return value === null || typeof value !== 'object' || Object.keys(value).length === 0
}

function shell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
