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
  /** What is sent as credential. */
  apiKey?: string
  trouble?: string | undefined
}

/** The call as an application writes it with `@klingkit/client`. */
export function clientCode({ operation, body, view, origin, trouble }: Sent): string {
  const { call, kind } = operation
  const options = trouble ? `{ headers: { 'kling-mock-trouble': ${literal(trouble)} } }` : undefined
  const send = (argument: string) => `kling.${call}(${[argument, ...(options ? [options] : [])].join(', ')})`
  const lines = [...imports(view), '', ...connecting(view, origin)]
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
export function curlCode({ operation, body, origin, apiKey = 'any', trouble }: Sent): string {
  const { method, kind } = operation
  const isRead = method === 'GET' || kind === 'query many by id'
  const { path, query } = isRead ? readAddress(operation.path, (body ?? {}) as Record<string, unknown>) : { path: operation.path, query: '' }
  const headers = [
    `Authorization: Bearer ${apiKey}`,
    ...(isRead ? [] : ['Content-Type: application/json']),
    ...(trouble ? [`kling-mock-trouble: ${trouble}`] : []),
  ]
  return [
    `curl ${isRead ? '' : '-X POST '}${shell(`${origin}${path}${query}`)}`,
    ...headers.map((header) => `  -H ${shell(header)}`),
    ...(isRead ? [] : [`  -d ${shell(writeExactly(body))}`]),
  ].join(' \\\n')
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

function connecting(view: View, origin: string): string[] {
  const options: Record<View, string[]> = {
    official: ["apiKey: process.env.KLINGAI_API_KEY ?? 'any'", `baseUrl: ${literal(origin)}`],
    cometapi: ["apiKey: process.env.COMETAPI_KEY ?? 'any'", `gateway: cometapi({ baseUrl: ${literal(`${origin}/kling`)} })`],
    cloudsway: ["apiKey: process.env.CLOUDSWAY_AK ?? 'any'", `gateway: cloudsway({ endpointPath: 'your-endpoint', host: ${literal(origin)} })`],
  }
  const address = { official: 'baseUrl', cometapi: 'baseUrl', cloudsway: 'host' }[view]
  return [
    `// The mock takes any key; without ${address} it is the real service.`,
    'const kling = createKling({',
    ...options[view].map((option) => `  ${option},`),
    '})',
  ]
}

function isEmpty(value: unknown): boolean {
  return value === null || typeof value !== 'object' || Object.keys(value).length === 0
}

function shell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
