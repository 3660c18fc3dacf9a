import { isCondition } from '../conditions.ts'
import type { Context, Node, Rule } from '../rule.ts'

/** Every field is explained, where it stands or on the component it refers to. A `const` explains itself. */
export const propertyDescription: Rule = () => ({
  Schema(schema: Node, { report, location, resolve }: Context) {
    if (isCondition(schema, location.pointer)) return
    for (const [name, property] of Object.entries<Node>(schema.properties ?? {})) {
      const target = resolve(property).node
      if (target && !target.description && target.const === undefined) {
        report({
          message: `'${name}' has no description: add one here${property.$ref ? ` or on ${property.$ref}` : ''}, in our own words.`,
          location: location.child(['properties', name]).key(),
        })
      }
    }
  },
})
