import type { Context, Node, Rule } from '../rule.ts'

/** Components are PascalCase; the body of a request is a component named …Request, that of an answer one named …Response. */
export const componentNames: Rule = () => {
  const seen = new Set<string>()
  const endsIn =
    (suffix: string) =>
    (media: Node, { report, location }: Context) => {
      const place = location.child('schema')
      const name = nameOf(media.schema?.$ref)
      if (name === undefined) report({ message: `Move this schema into schemas.yaml under a name that ends in ${suffix}, and refer to it.`, location: place })
      else if (!name.endsWith(suffix)) report({ message: `Rename ${name} to ${name}${suffix}: bodies of this side end in ${suffix}.`, location: place })
    }
  return {
    ref(node: Node, { report, location, type }: Context) {
      const name = nameOf(node.$ref)
      if (type.name !== 'Schema' || name === undefined || seen.has(node.$ref) || /^[A-Z][A-Za-z0-9]*$/.test(name)) return
      seen.add(node.$ref)
      report({ message: `Rename the component '${name}': names are PascalCase without separators.`, location })
    },
    Paths: {
      RequestBody: { MediaType: endsIn('Request') },
      Response: { MediaType: endsIn('Response') },
    },
  }
}

function nameOf(reference: string | undefined): string | undefined {
  return reference?.split('/').at(-1)
}
