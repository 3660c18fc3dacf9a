type Json = any

/** Follows the references of a document's schemas. */
export function resolver(document: Json): (schema: Json) => Json {
  return (schema) => {
    let current = schema
    while (current.$ref) {
      const target = document.components.schemas[nameOf(current.$ref)]
      if (!target) throw new Error(`${current.$ref} leads nowhere`)
      current = target
    }
    return current
  }
}

/** The validator a reference leads to. */
export function refName(ref: string): string {
  return `z${nameOf(ref)}`
}

/** Names of the components a schema refers to. */
export function referredNames(schema: Json): string[] {
  return [...JSON.stringify(schema, (_, value) => (typeof value === 'bigint' ? Number(value) : value)).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
    (match) => match[1]!,
  )
}

function nameOf(ref: string): string {
  return ref.split('/').at(-1)!
}
