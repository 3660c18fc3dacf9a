import { call, schemaCode } from './schema-code.ts'

type Json = any

export interface ZodFiles {
  'schemas.gen.ts': string
  'operations.gen.ts': string
}

/** Writes the validators of a document: one schema per component, and body, query, path and response of every operation. */
export function generateZod(document: Json, banner: string): ZodFiles {
  const resolve = (schema: Json): Json => {
    let current = schema
    while (current.$ref) current = document.components.schemas[current.$ref.split('/').at(-1)]
    return current
  }
  return { 'schemas.gen.ts': schemasFile(document, resolve, banner), 'operations.gen.ts': operationsFile(document, resolve, banner) }
}

const helpers = [
  'anything',
  'array',
  'boolean',
  'extended',
  'fits',
  'has',
  'integer',
  'isObject',
  'lengthOf',
  'literals',
  'nothing',
  'nullable',
  'number',
  'object',
  'oneOf',
  'openEnum',
  'optional',
  'queryInteger',
  'string',
  'union',
  'variants',
]

function imports(code: string): string {
  const used = helpers.filter((name) => new RegExp(`(?<![\\w.])${name}\\(`).test(code))
  return `import { ${used.join(', ')} } from './runtime.gen.js'\n`
}

function schemasFile(document: Json, resolve: (schema: Json) => Json, banner: string): string {
  const schemas = document.components.schemas
  const written: string[] = []
  const done = new Set<string>()
  const write = (name: string) => {
    if (done.has(name)) return
    done.add(name)
    for (const below of referredNames(schemas[name])) write(below)
    const comment = docComment(schemas[name].description)
    written.push(`${comment}export const z${name} = ${schemaCode(schemas[name], resolve)}\n`)
  }
  for (const name of Object.keys(schemas)) write(name)
  const code = written.join('\n')
  return `${banner}${imports(code)}\n${code}`
}

function operationsFile(document: Json, resolve: (schema: Json) => Json, banner: string): string {
  const written: string[] = []
  const entries: string[] = []
  for (const item of Object.values<Json>(document.paths)) {
    for (const [method, operation] of Object.entries<Json>(item)) {
      if (!operation.operationId) continue
      const base = `z${operation.operationId[0].toUpperCase()}${operation.operationId.slice(1)}`
      const members: string[] = []
      const add = (suffix: string, code: string) => {
        const name = `${base}${suffix}`
        members.push(`${suffix.toLowerCase()}: ${name}`)
        // A component may bear the operation's name; then the two are one.
        if (document.components.schemas[name.slice(1)]) {
          if (code !== name) throw new Error(`the component ${name.slice(1)} has the name of ${suffix.toLowerCase()} of ${operation.operationId} but is another schema; rename it`)
          return
        }
        written.push(`/** ${suffix} of \`${method.toUpperCase()} ${operation.operationId}\`: ${operation.summary}. */\nexport const ${name} = ${code}\n`)
      }
      const body = operation.requestBody?.content?.['application/json']?.schema
      if (body) add('Body', schemaCode(body, resolve))
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter: Json) => resolveParameter(document, parameter))
      for (const place of ['query', 'path'] as const) {
        const own = parameters.filter((parameter: Json) => parameter.in === place)
        if (own.length === 0) continue
        const schema = {
          type: 'object',
          properties: Object.fromEntries(own.map((parameter: Json) => [parameter.name, parameter.schema])),
          required: own.filter((parameter: Json) => parameter.required).map((parameter: Json) => parameter.name),
          ...(place === 'query' ? operation['x-kling-query-rules'] : {}),
        }
        add(place === 'query' ? 'Query' : 'Path', schemaCode(schema, resolve, true))
      }
      const response = operation.responses['200']?.content?.['application/json']?.schema
      add('Response', response ? schemaCode(response, resolve) : call('anything'))
      entries.push(`  ${operation.operationId}: { ${members.join(', ')} },`)
    }
  }
  const code = written.join('\n')
  const used = [...new Set([...`${code}${entries.join()}`.matchAll(/(?<![\w])z[A-Z]\w*/g)].map((match) => match[0]))].filter((name) => document.components.schemas[name.slice(1)])
  return (
    `${banner}${imports(code)}import { ${used.sort().join(', ')} } from './schemas.gen.js'\n\n${code}\n` +
    `/** The validators of every operation, by operation id. */\nexport const validators = {\n${entries.join('\n')}\n}\n`
  )
}

function resolveParameter(document: Json, parameter: Json): Json {
  return parameter.$ref ? document.components.parameters[parameter.$ref.split('/').at(-1)] : parameter
}

function referredNames(schema: Json): string[] {
  return [...JSON.stringify(schema, (_, value) => (typeof value === 'bigint' ? Number(value) : value)).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
    (match) => match[1]!,
  )
}

function docComment(description: string | undefined): string {
  return description ? `/** ${description.trim().replaceAll('*/', '* /').replace(/\s+/g, ' ')} */\n` : ''
}
