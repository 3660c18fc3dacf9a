import type { Context, Node, Place, Rule } from '../rule.ts'

/** Answers an operation must show, by its kind; `|` stands between spellings. */
const answers: Record<string, string[]> = {
  'async task': ['submitted'],
  'query one': ['submitted', 'processing', 'succeed', 'failed'],
  'query many by id': ['submitted', 'processing', 'succeeded|succeed', 'failed'],
  'query list': ['page', 'empty'],
  'cursor list': ['page', 'empty'],
  list: ['page', 'empty'],
  synchronous: ['succeed'],
  acknowledgement: ['succeed'],
  query: ['succeed'],
}

/** The examples that mock, tests and pages rely on. `requests` are the names every body needs, `atLeast` how many there must be. */
export const requiredExamples: Rule = ({ requests = [], atLeast = 1 }) => ({
  Paths: {
    Operation(operation: Node, { report, location }: Context) {
      const id = operation.operationId
      checkRequests(operation, location, report, requests, atLeast)
      const wanted = answers[operation['x-kling-kind']] ?? []
      for (const [status, response] of Object.entries<Node>(operation.responses ?? {})) {
        const media = response.content?.['application/json']
        if (!media) continue
        const given = Object.keys(media.examples ?? {})
        const missing = status === '200' ? wanted.filter((name) => !name.split('|').some((spelling) => given.includes(spelling))) : []
        if (missing.length > 0 || given.length === 0) {
          report({
            message: `${id}: status ${status} lacks the example ${missing.map((name) => `'${name.replace('|', "' or '")}'`).join(', ') || 'it needs, any one'}; write it in examples/responses.yaml.`,
            location: location.child(['responses', status]),
          })
        }
      }
    },
  },
  WebhooksMap: {
    Operation(operation: Node, { report, location }: Context) {
      checkRequests(operation, location, report, [], atLeast)
    },
  },
})

function checkRequests(operation: Node, location: Place, report: Context['report'], names: string[], atLeast: number): void {
  const media = operation.requestBody?.content?.['application/json']
  if (!media) return
  const given = Object.keys(media.examples ?? {})
  for (const name of names) {
    if (!given.includes(name)) {
      report({
        message: `${operation.operationId}: the request lacks the example '${name}'; write it in examples/requests.yaml.`,
        location: location.child('requestBody'),
      })
    }
  }
  if (given.length < atLeast) {
    report({
      message: `${operation.operationId}: the request has ${given.length} of at least ${atLeast} examples; write more in examples/requests.yaml.`,
      location: location.child('requestBody'),
    })
  }
}
