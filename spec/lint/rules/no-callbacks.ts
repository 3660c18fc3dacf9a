import type { Context, Node, Rule } from '../rule.ts'

/** Stock Prism really posts to the URL a request names as soon as an operation has `callbacks`. */
export const noCallbacks: Rule = () => ({
  Operation(operation: Node, { report, location }: Context) {
    if (operation.callbacks === undefined) return
    report({
      message: `${operation.operationId}: remove callbacks, stock Prism would post to the caller's URL; describe the call under webhooks in openapi.yaml.`,
      location: location.child('callbacks').key(),
    })
  },
})
