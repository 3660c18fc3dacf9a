import type { Context, Node, Place, Rule } from '../rule.ts'

const links = { get: ['query one', 'query many by id'], list: ['query list', 'cursor list'] } as const
const standardOf: Record<string, string> = { get: 'reads one task', list: 'lists tasks' }

/**
 * A create names the operations that read its task, and every such operation is named by a create.
 * `partial: true` is for documents that lack some operations, as a gateway's does.
 */
export const taskLinks: Rule = ({ partial }) => {
  const operations = new Map<string, { operation: Node; place: Place }>()
  return {
    Paths: {
      leave(_: Node, { report }: Context) {
        const named = new Set<string>()
        for (const [id, { operation, place }] of operations) {
          const task = operation['x-kling-task']
          if (operation['x-kling-kind'] !== 'async task') {
            if (task)
              report({
                message: `${id}: x-kling-task stands on creates only; remove it, or make the kind 'async task'.`,
                location: place.child('x-kling-task'),
              })
            continue
          }
          if (!task) {
            report({ message: `${id}: an async task needs x-kling-task: { get, list, results }.`, location: place.key() })
            continue
          }
          if (!task.results?.length) report({ message: `${id}: name the kinds of result in x-kling-task.results.`, location: place.child('x-kling-task') })
          for (const [link, kinds] of Object.entries(links)) {
            const target = task[link]
            if (target === undefined) {
              if (!partial)
                report({
                  message: `${id}: x-kling-task.${link} is missing; name the operation that ${standardOf[link]}.`,
                  location: place.child('x-kling-task'),
                })
              continue
            }
            named.add(target)
            const kind = operations.get(target)?.operation['x-kling-kind']
            if (!(kinds as readonly unknown[]).includes(kind)) {
              report({
                message: `${id}: x-kling-task.${link} names '${target}', ${kind === undefined ? 'which does not exist' : `whose kind is '${kind}'`}; name an operation of kind '${kinds.join("' or '")}'.`,
                location: place.child(['x-kling-task', link]),
              })
            }
          }
        }
        if (partial) return
        for (const [id, { operation, place }] of operations) {
          if (['query one', 'query list', 'query many by id'].includes(operation['x-kling-kind']) && !named.has(id)) {
            report({ message: `${id}: no create names this operation in its x-kling-task; name it there, or correct the kind.`, location: place.key() })
          }
        }
      },
      Operation(operation: Node, { location }: Context) {
        if (operation.operationId) operations.set(operation.operationId, { operation, place: location })
      },
    },
  }
}
