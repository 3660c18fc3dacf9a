import { withoutBigint } from './ajv.ts'
import { type JsonObject, operationsOf } from './types.ts'

/** Removes the schemas, parameters and tags that no operation leads to, other than the schemas to keep. */
export function dropUnused(document: JsonObject, keep: string[]): void {
  const used = new Set<string>()
  const follow = (value: unknown) => {
    for (const [, kind, name] of JSON.stringify(withoutBigint(value)).matchAll(/"#\/components\/(schemas|parameters)\/([^"/]+)"/g)) {
      const component = `${kind}/${name}`
      if (used.has(component)) continue
      used.add(component)
      follow(document.components[kind!][name!])
    }
  }
  follow(document.paths)
  for (const name of keep) {
    used.add(`schemas/${name}`)
    follow(document.components.schemas[name])
  }
  for (const kind of ['schemas', 'parameters']) {
    for (const name of Object.keys(document.components[kind] ?? {})) if (!used.has(`${kind}/${name}`)) delete document.components[kind][name]
  }
  const tags = new Set(operationsOf(document).flatMap(({ operation }) => operation.tags))
  document.tags = (document.tags ?? []).filter((tag: JsonObject) => tags.has(tag.name))
}
