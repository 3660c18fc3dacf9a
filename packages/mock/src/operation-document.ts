type Json = Record<string, any>

/** The one operation of a document, with everything it refers to and nothing else, as a document of its own. */
export function documentOf(document: Json, path: string, method: string): Json {
  const item = document.paths[path]
  const { schemas, parameters, ...otherComponents } = document.components
  const kept: Json = { schemas: {}, parameters: {} }
  const own = { ...(item.parameters ? { parameters: item.parameters } : {}), [method]: item[method] }
  const follow = (value: unknown) => {
    for (const [, kind, name] of JSON.stringify(value).matchAll(/"#\/components\/(schemas|parameters)\/([^"/]+)"/g)) {
      if (Object.hasOwn(kept[kind!], name!)) continue
      kept[kind!][name!] = document.components[kind!][name!]
      follow(kept[kind!][name!])
    }
  }
  follow(own)
  const { paths: _paths, webhooks: _webhooks, ...head } = document
  // Prism resolves references in place, so it gets a copy.
  return structuredClone({ ...head, paths: { [path]: own }, components: { ...otherComponents, ...kept } })
}
