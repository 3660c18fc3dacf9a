import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonObject } from './types.ts'

/** Compiles schemas of a document: `compile` takes one of its schemas, with references into the document. */
export function compilerFor(document: JsonObject): (schema: JsonObject) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema(withoutBigint(document), 'document')
  return (schema) => ajv.compile(pointingAt('document', withoutBigint(schema)))
}

/** What was wrong, in one line. */
export function errorText(errors: ValidateFunction['errors']): string {
  return (errors ?? [])
    .slice(0, 5)
    .map(({ instancePath, message, params }) => {
      const allowed = params?.allowedValues ? `: ${params.allowedValues.slice(0, 6).join(', ')}` : ''
      return `${instancePath || '/'} ${message}${allowed}`
    })
    .join('; ')
}

/** Bigint becomes number: Ajv judges the shape, digits do not matter to it. */
export function withoutBigint(value: any): any {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(withoutBigint)
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutBigint(member)]))
  return value
}

function pointingAt(name: string, schema: any): any {
  if (Array.isArray(schema)) return schema.map((member) => pointingAt(name, member))
  if (schema === null || typeof schema !== 'object') return schema
  return Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, key === '$ref' ? `${name}${member}` : pointingAt(name, member)]))
}
