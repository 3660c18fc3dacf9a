import { isCondition } from '../conditions.ts'
import type { Context, Node, Rule } from '../rule.ts'

const saysWhatItIs = ['type', '$ref', 'anyOf', 'oneOf', 'allOf']

/** A property without a type accepts anything, and generators make an unknown of it. */
export const valueTypes: Rule = () => ({
  Schema(schema: Node, { report, location }: Context) {
    if (isCondition(schema, location.pointer)) return
    for (const [name, property] of Object.entries<Node>(schema.properties ?? {})) {
      if (!saysWhatItIs.some((key) => property[key] !== undefined)) {
        report({ message: `'${name}' has no type: add one, or an anyOf of schemas that have one.`, location: location.child(['properties', name]).key() })
      }
    }
  },
})
