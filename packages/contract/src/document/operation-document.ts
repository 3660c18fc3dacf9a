type Json = Record<string, any>

/** The one operation of a document, with what it refers to and nothing else, as a document of its own; without examples, which no validator needs. */
export function operationDocument(document: Json, path: string, method: string): Json {
  const item = document.paths[path]
  const own = withoutExamples({ ...(item.parameters ? { parameters: item.parameters } : {}), [method]: item[method] })
  const components: Json = {}
  const follow = (value: unknown) => {
    for (const [, kind, name] of JSON.stringify(value).matchAll(/"#\/components\/([^"/]+)\/([^"/]+)"/g)) {
      components[kind!] ??= {}
      if (Object.hasOwn(components[kind!], name!)) continue
      components[kind!][name!] = document.components[kind!][name!]
      follow(components[kind!][name!])
    }
  }
  follow(own)
  const { openapi, info } = document
  // Prism resolves references in place, so it gets a copy. Credentials are not its business here.
  return structuredClone({ openapi, info, paths: { [path]: { ...own, [method]: { ...own[method], security: [] } } }, components })
}

function withoutExamples(own: Json): Json {
  return JSON.parse(JSON.stringify(own, (key, value) => (key === 'examples' && isExamples(value) ? undefined : value)))
}

/** The examples of a media type are objects with a `value`; a field may be called `examples` too. */
function isExamples(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.values(value).every((example) => example && 'value' in example)
}
