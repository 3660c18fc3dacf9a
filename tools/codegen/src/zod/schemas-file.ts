import { referredNames, resolver } from './references.ts'
import { runtimeImports } from './runtime-imports.ts'
import { schemaCode } from './schema-code.ts'

/** One validator per component, each after those it refers to. */
export function schemasFile(document: Record<string, any>): string {
  const schemas = document.components.schemas
  const resolve = resolver(document)
  const written: string[] = []
  const done = new Set<string>()
  const write = (name: string) => {
    if (done.has(name)) return
    done.add(name)
    try {
      if (!schemas[name]) throw new Error('a reference leads nowhere')
      for (const below of referredNames(schemas[name])) write(below)
      written.push(`${docComment(schemas[name].description)}export const z${name} = ${schemaCode(schemas[name], { resolve })}\n`)
    } catch (error) {
      throw new Error(`component ${name}: ${(error as Error).message}`, { cause: error })
    }
  }
  for (const name of Object.keys(schemas)) write(name)
  const code = written.join('\n')
  return `${runtimeImports(code)}\n${code}`
}

function docComment(description: string | undefined): string {
  return description ? `/** ${description.trim().replaceAll('*/', '* /').replace(/\s+/g, ' ')} */\n` : ''
}
