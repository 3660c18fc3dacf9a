import type { Operation } from '@klingkit/openapi'
import type { Schema } from './schema.ts'

/** The call with the client, from the smallest documented body; `given` are the documented parameters. */
export function clientCode(operation: Operation, body: unknown, required: Schema[]): string {
  const { call, kind } = operation
  const lines = ["import { createKling } from '@klingkit/client'", '', 'const kling = createKling({ apiKey: process.env.KLINGAI_API_KEY })']
  const argument = body === undefined ? queryOf(required) : literal(body)
  if (kind === 'async task') {
    lines.push(`const task = await kling.${call}(${argument})`)
    // A retired operation gives no task to wait for.
    if (operation.status !== 'retired') lines.push('console.log(await kling.wait(task))')
  } else if (kind === 'query one' || kind === 'query many by id')
    lines.push(`console.log(await kling.${call}(${kind === 'query one' ? "'868890153925369900'" : "['868890153925369900']"}))`)
  else if (kind === 'query list' || kind === 'cursor list' || kind === 'list')
    lines.push(`for await (const item of kling.${call}(${argument})) console.log(item)`)
  else lines.push(`console.log(await kling.${call}(${argument}))`)
  return lines.join('\n')
}

/** The same with curl. */
export function curlCode({ method, path }: Operation, server: string, body: unknown, required: Schema[]): string {
  const query = required.filter((parameter) => parameter['in'] === 'query').map(({ name, schema }) => `${name}=${sample(schema)}`)
  const address = `${server}${path.replace('{id}', '868890153925369900')}${query.length > 0 ? `?${query.join('&')}` : ''}`
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}'${address}'`, '  -H "Authorization: Bearer $KLINGAI_API_KEY"']
  if (body !== undefined) lines.push("  -H 'Content-Type: application/json'", `  -d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`)
  return lines.join(' \\\n')
}

function queryOf(required: Schema[]): string {
  const members = required.filter((parameter) => parameter['in'] === 'query').map(({ name, schema }) => `${name}: ${JSON.stringify(sample(schema))}`)
  return members.length > 0 ? `{ ${members.join(', ')} }` : ''
}

/** Of a moment or another number any will do in an example. */
function sample(schema: Schema): unknown {
  if (schema['default'] !== undefined) return schema['default']
  return schema['type'] === 'string' ? '868890153925369900' : (schema['minimum'] ?? 1)
}

/** As one writes it in TypeScript. */
function literal(value: unknown, indent = ''): string {
  const inner = `${indent}  `
  if (typeof value === 'string') return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const parts = Array.isArray(value)
    ? value.map((each) => literal(each, inner))
    : Object.entries(value).map(([key, each]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${literal(each, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (parts.length === 0) return open + close
  const line = Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`
  if (line.length + indent.length < 88 && !line.includes('\n')) return line
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`
}
