import type { Context, Node, Rule } from '../rule.ts'

/** `deprecated` is what other tools read; it must say the same as our status. */
export const deprecatedFlag: Rule = () => ({
  Operation(operation: Node, { report, location }: Context) {
    const status = operation['x-kling-status']
    const gone = status === 'deprecated' || status === 'retired'
    if (gone && operation.deprecated !== true)
      report({ message: `The status is '${status}': set deprecated: true as well.`, location: location.child('x-kling-status') })
    if (!gone && operation.deprecated)
      report({ message: `deprecated: true needs x-kling-status 'deprecated' or 'retired'.`, location: location.child('deprecated') })
    if ((status === 'retired') !== (operation['x-kling-retired'] !== undefined)) {
      report({
        message:
          status === 'retired'
            ? 'A retired operation says what the service answers: add x-kling-retired: { code, message }.'
            : "x-kling-retired needs x-kling-status: 'retired'.",
        location: location.child(status === 'retired' ? 'x-kling-status' : 'x-kling-retired'),
      })
    }
  },
})
