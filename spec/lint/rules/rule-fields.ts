import type { Context, Node, Place, Rule } from '../rule.ts'

/** A condition about a misspelled field never holds, and nobody would notice: every name in a rule is a field of the object the rule stands on. */
export const ruleFields: Rule = () => ({
  Schema(schema: Node, { report, location, resolve }: Context) {
    const rules: { condition: Node; place: Place }[] = [
      ...(schema.allOf ?? []).flatMap((part: Node, index: number) =>
        part['x-kling-rule'] ? [{ condition: part, place: location.child(['allOf', index]) }] : [],
      ),
      ...(schema['x-kling-rules'] ?? []).flatMap((rule: Node, index: number) =>
        rule.when ? [{ condition: rule.when, place: location.child(['x-kling-rules', index, 'when']) }] : [],
      ),
    ]
    if (rules.length === 0 || !schema.properties) return
    const known = fieldsOf(schema, location, resolve)
    for (const { condition, place } of rules) {
      for (const { name, at } of namesIn(condition, place)) {
        if (!known.has(name))
          report({ message: `The rule speaks of '${name}', which is no field of this object: correct the name, or add the field.`, location: at })
      }
    }
  },
})

function fieldsOf(schema: Node, place: Place, resolve: Context['resolve']): Set<string> {
  const fields = new Set<string>(Object.keys(schema.properties ?? {}))
  for (const [index, part] of (schema.allOf ?? []).entries()) {
    const { node, location } = resolve(part, place.source.absoluteRef)
    if (node && !node['x-kling-rule']) for (const field of fieldsOf(node, location ?? place.child(['allOf', index]), resolve)) fields.add(field)
  }
  return fields
}

/** The names a condition uses of the object itself, not those of objects inside it. */
function namesIn(condition: Node, place: Place): { name: string; at: Place }[] {
  const here = [
    ...(condition.required ?? []).map((name: string, index: number) => ({ name, at: place.child(['required', index]) })),
    ...Object.keys(condition.properties ?? {}).map((name) => ({ name, at: place.child(['properties', name]).key() })),
  ]
  const below = ['if', 'then', 'else', 'not'].flatMap((key) => (condition[key] ? namesIn(condition[key], place.child(key)) : []))
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((key) =>
    (condition[key] ?? []).flatMap((branch: Node, index: number) => namesIn(branch, place.child([key, index]))),
  )
  return [...here, ...below, ...branches]
}
