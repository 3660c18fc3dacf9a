import { document } from '@klingkit/openapi'

type Schema = Record<string, any>

/** The values a field of a request can have, as far as they can be counted; of others the bounds. */
export interface FieldValues {
  values: (string | number | boolean)[]
  min?: number
  max?: number
}

/** More whole numbers than these are typed, not chosen. */
const mostChoices = 60

/** @param path `settings.duration` */
export function fieldValues(operation: string, path: string): FieldValues | undefined {
  const schema = path.split('.').reduce<Schema | undefined>((at, name) => resolved(at)?.['properties']?.[name], bodyOf(operation))
  return schema && valuesOf(resolved(schema)!)
}

function bodyOf(operation: string): Schema | undefined {
  const all = Object.values<any>(document['paths']).flatMap((item) => Object.values<any>(item))
  return all.find(({ operationId }) => operationId === operation)?.requestBody?.content['application/json'].schema
}

function resolved(schema: Schema | undefined): Schema | undefined {
  const target = schema?.['$ref']?.split('/').at(-1)
  return target ? document['components'].schemas[target] : schema
}

function valuesOf(schema: Schema): FieldValues {
  const branches: Schema[] = [schema, ...(schema['anyOf'] ?? schema['oneOf'] ?? [])].filter((branch) => !branch['x-kling-lenient'])
  const values = branches.flatMap((branch) => branch['enum'] ?? (branch['type'] === 'boolean' ? [true, false] : wholeNumbers(branch)))
  const bounds = branches.find((branch) => branch['minimum'] !== undefined || branch['maximum'] !== undefined)
  return { values: [...new Set(values)], ...(bounds && { min: bounds['minimum'], max: bounds['maximum'] }) }
}

function wholeNumbers({ type, minimum, maximum }: Schema): number[] {
  if (type !== 'integer' || minimum === undefined || maximum === undefined || maximum - minimum > mostChoices) return []
  return Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index)
}
