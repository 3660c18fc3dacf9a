import type { Context, Node, Place, Rule } from '../rule.ts'

const always = ['summary', 'tags', 'x-kling-call', 'x-kling-standard', 'x-kling-kind', 'x-kling-status']
const ofWebhooks = ['summary', 'tags', 'x-kling-standard', 'x-kling-status']
const gone = ['deprecated', 'retired']

/** What client, simulator and pages are derived from stands on every operation. */
export const operationFacts: Rule = () => {
  const calls = new Map<string, string>()
  const check =
    (keys: string[]) =>
    (operation: Node, { report, location }: Context) => {
      const id = operation.operationId ?? location.pointer
      for (const key of keys) {
        if (operation[key] === undefined) report({ message: `${id}: add '${key}'; spec/README.md says what it holds.`, location: location.key() })
      }
      // The pages of what is no longer offered have been taken down.
      if (!operation.externalDocs?.url && !gone.includes(operation['x-kling-status'])) {
        report({ message: `${id}: add externalDocs with the url of the official page (or of the page it is known from).`, location: location.key() })
      }
      if (operation['x-kling-since'] === undefined && operation['x-kling-first-seen'] === undefined && keys === always) {
        report({ message: `${id}: add 'x-kling-since', or 'x-kling-first-seen' where the launch is not recorded.`, location: location.key() })
      }
      callsDiffer(calls, operation, id, location, report)
    }
  return { Paths: { Operation: check(always) }, WebhooksMap: { Operation: check(ofWebhooks) } }
}

function callsDiffer(calls: Map<string, string>, operation: Node, id: string, location: Place, report: Context['report']): void {
  const call = operation['x-kling-call']
  if (typeof call !== 'string') return
  const other = calls.get(call)
  if (other !== undefined && other !== id) {
    report({ message: `${id}: ${other} has the client call '${call}' as well; give each its own.`, location: location.child('x-kling-call') })
  }
  calls.set(call, id)
}
