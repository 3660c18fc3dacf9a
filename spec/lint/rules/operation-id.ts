import type { Context, Node, Rule } from '../rule.ts'

/** Operation ids are verb + noun; which verbs an operation may take follows from its kind. */
export const operationId: Rule = ({ verbs }) => ({
  Paths: {
    Operation(operation: Node, { report, location }: Context) {
      const allowed: string[] | undefined = verbs[operation['x-kling-kind']]
      if (!operation.operationId || !allowed) return
      const verb = /^[a-z]+(?=[A-Z])/.exec(operation.operationId)?.[0]
      if (verb && allowed.includes(verb) && /^\w+$/.test(operation.operationId)) return
      report({
        message: `'${operation.operationId}' must be a verb and a noun in camelCase; an operation of kind '${operation['x-kling-kind']}' begins with ${allowed.join(', ')}. A new verb joins the list in spec/lint/redocly.yaml.`,
        location: location.child('operationId'),
      })
    },
  },
})
