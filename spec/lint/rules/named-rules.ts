import type { Context, Node, Place, Rule } from '../rule.ts'

/** Tests and messages speak of rules by name. */
export const namedRules: Rule = () => ({ Schema: check, KlingQueryRules: check })

function check(schema: Node, { report, location }: Context): void {
  const named: { name: unknown; place: Place }[] = [
    ...(schema.allOf ?? []).flatMap((part: Node, index: number) =>
      part['x-kling-rule'] ? [{ name: part['x-kling-rule'].name, place: location.child(['allOf', index, 'x-kling-rule', 'name']) }] : [],
    ),
    ...(schema['x-kling-rules'] ?? []).map((rule: Node, index: number) => ({ name: rule.name, place: location.child(['x-kling-rules', index, 'name']) })),
  ]
  named.forEach(({ name, place }, index) => {
    if (typeof name === 'string' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
      report({ message: `Rename the rule '${name}': names are kebab-case.`, location: place })
    if (named.findIndex((other) => other.name === name) < index)
      report({ message: `Two rules of this schema are named '${name}': give each its own name.`, location: place })
  })
  if (schema['x-kling-rule'] && !/\/allOf\/\d+$/.test(location.pointer)) {
    report({
      message: 'x-kling-rule stands in an entry of allOf, beside the schema it names: move the two there.',
      location: location.child('x-kling-rule').key(),
    })
  }
}
