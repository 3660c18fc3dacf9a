import { resolver } from './references.ts'
import { runtimeImports } from './runtime-imports.ts'
import { call, schemaCode } from './schema-code.ts'

type Json = any

/** Body, query, path and response of every operation, and the table of them all. */
export function operationsFile(document: Json): string {
  const components = document.components.schemas
  const resolve = resolver(document)
  const written: string[] = []
  const table: string[] = []
  for (const { operationId, summary, method, parts } of operations(document)) {
    const members: string[] = []
    for (const [part, schema] of Object.entries(parts)) {
      const name = `z${capitalized(operationId)}${capitalized(part)}`
      const code = schema ? schemaCode(schema, { resolve, inUrl: part === 'query' || part === 'path' }) : call('anything')
      members.push(`${part}: ${name}`)
      // A component may bear the operation's name; then the two are one.
      if (components[name.slice(1)]) {
        if (code !== name) throw new Error(`the component ${name.slice(1)} has the name of the ${part} of ${operationId} but is another schema; rename it`)
      } else {
        // Naming the type keeps it out of the declarations a second time.
        const type = /^\w+$/.test(code) ? `: typeof ${code}` : ''
        written.push(`/** ${capitalized(part)} of \`${method.toUpperCase()} ${operationId}\`: ${summary}. */\nexport const ${name}${type} = ${code}\n`)
      }
    }
    table.push(`  ${operationId}: { ${members.join(', ')} },`)
  }
  const code = written.join('\n')
  const rows = table.join('\n')
  const used = [...new Set([...`${code}${rows}`.matchAll(/(?<!\w)z[A-Z]\w*/g)].map(([name]) => name))].filter((name) => components[name.slice(1)])
  const imports = used.length === 0 ? '' : `import { ${used.sort().join(', ')} } from './schemas.gen.js'\n`
  const types = rows.replace(/(\w+): (z\w+)/g, '$1: typeof $2')
  return `${runtimeImports(code)}${imports}\n${code}\n/** The validators of every operation, by operation id. */\nexport const validators: {\n${types}\n} = {\n${rows}\n}\n`
}

interface Operation {
  operationId: string
  summary: string
  method: string
  /** The schema of each part it has; an answer that is not described may be anything. */
  parts: { body?: Json; query?: Json; path?: Json; response: Json }
}

function operations(document: Json): Operation[] {
  return Object.values<Json>(document.paths).flatMap((item) =>
    Object.entries<Json>(item)
      .filter(([, operation]) => operation.operationId)
      .map(([method, operation]) => {
        const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter: Json) => resolveParameter(document, parameter))
        const body = operation.requestBody?.content?.['application/json']?.schema
        const query = parameterSchema(parameters, 'query')
        const path = parameterSchema(parameters, 'path')
        return {
          operationId: operation.operationId,
          summary: operation.summary,
          method,
          parts: {
            ...(body ? { body } : {}),
            ...(query ? { query: { ...query, ...operation['x-kling-query-rules'] } } : {}),
            ...(path ? { path } : {}),
            response: operation.responses['200']?.content?.['application/json']?.schema,
          },
        }
      }),
  )
}

function parameterSchema(parameters: Json[], place: 'query' | 'path'): Json | undefined {
  const own = parameters.filter((parameter) => parameter.in === place)
  if (own.length === 0) return undefined
  return {
    type: 'object',
    properties: Object.fromEntries(own.map((parameter) => [parameter.name, parameter.schema])),
    required: own.filter((parameter) => parameter.required).map((parameter) => parameter.name),
  }
}

function resolveParameter(document: Json, parameter: Json): Json {
  return parameter.$ref ? document.components.parameters[parameter.$ref.split('/').at(-1)] : parameter
}

function capitalized(name: string): string {
  return `${name[0]!.toUpperCase()}${name.slice(1)}`
}
