import { isDeepStrictEqual } from 'node:util'
import { start, stop } from '../child.ts'
import { documents, readDocument } from '../documents.ts'
import { type Step, tail } from '../step.ts'
import { commandOf } from '../tools.ts'

/** Stock `prism mock` starts without a warning and answers every example with the documented body. */
export const prismSteps: Step[] = documents.map(({ name, file }) => ({
  name: `prism mock answers every example of ${name}.json`,
  async run(workplace) {
    const calls = callsOf(readDocument(file))
    const server = start([commandOf('@stoplight/prism-cli', 'prism'), 'mock', '--host', '127.0.0.1', '--port', '0', file], workplace.scratch)
    try {
      const base = await listening(server)
      const wrong = (await inParallel(calls, 8, (call) => difference(base, call))).filter((text) => text !== undefined)
      // What Prism calls a warning or an error, at the start or while answering.
      const complaints = server
        .output()
        .split('\n')
        .filter((line) => /[⚠✖]/u.test(line))
      if (complaints.length > 0) throw new Error(`Prism complains:\n${tail(complaints.join('\n'), 10)}`)
      if (wrong.length > 0) throw new Error(`${wrong.length} of ${calls.length} answers differ:\n${wrong.slice(0, 10).join('\n')}`)
      return `${calls.length} examples`
    } finally {
      await stop(server.child)
    }
  },
}))

interface Call {
  method: string
  url: string
  body: unknown
  status: string
  example: string
  documented: unknown
}

/** One call for every response example of a document, each with a request that is valid. */
function callsOf(document: any): Call[] {
  const calls: Call[] = []
  for (const [template, item] of Object.entries<any>(document.paths)) {
    for (const method of ['get', 'post']) {
      const operation = item[method]
      if (!operation) continue
      const requests = operation.requestBody?.content['application/json'].examples
      const body = requests && (requests.minimal ?? Object.values<any>(requests)[0]).value
      const url = urlOf(document, template, [...(item.parameters ?? []), ...(operation.parameters ?? [])])
      for (const [status, response] of Object.entries<any>(operation.responses)) {
        for (const [example, { value }] of Object.entries<any>(response.content['application/json'].examples)) {
          calls.push({ method: method.toUpperCase(), url, body, status, example, documented: value })
        }
      }
    }
  }
  return calls
}

function urlOf(document: any, template: string, parameters: any[]): string {
  const query = new URLSearchParams()
  for (const given of parameters) {
    const parameter = given.$ref ? document.components.parameters[given.$ref.split('/').at(-1)] : given
    if (parameter.in === 'query' && parameter.required)
      query.set(parameter.name, parameter.schema.type === 'integer' ? String(parameter.schema.minimum ?? 1) : 'any')
  }
  const path = template.replace(/\{\w+\}/g, 'any-id')
  return query.size > 0 ? `${path}?${query}` : path
}

async function difference(base: string, call: Call): Promise<string | undefined> {
  const response = await fetch(`${base}${call.url}`, {
    method: call.method,
    headers: {
      authorization: 'Bearer any',
      prefer: `code=${call.status}, example=${call.example}`,
      ...(call.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(call.body ? { body: JSON.stringify(call.body) } : {}),
  })
  const text = await response.text()
  const label = `  ${call.method} ${call.url} ${call.status} ${call.example}`
  if (response.status !== Number(call.status)) return `${label}: status ${response.status}, ${text.slice(0, 300)}`
  if (!response.headers.get('content-type')?.startsWith('application/json')) return `${label}: content type ${response.headers.get('content-type')}`
  return isDeepStrictEqual(JSON.parse(text), call.documented) ? undefined : `${label}: ${text.slice(0, 300)}`
}

async function inParallel<Item, Result>(items: Item[], width: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await work(items[index]!)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}

async function listening(server: ReturnType<typeof start>): Promise<string> {
  while (server.child.exitCode === null) {
    const url = /listening on (http:\/\/\S+)/.exec(server.output())?.[1]
    if (url) return url
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Prism ended before it listened:\n${tail(server.output())}`)
}
