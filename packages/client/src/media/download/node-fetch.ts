import { builtin } from '../platform.js'
import type { AddressGuard } from './address-guard.js'

type Lookup = (hostname: string, options: object, done: (error: Error | null, addresses?: { address: string; family: number }[]) => void) => void

interface Incoming {
  statusCode: number
  headers: Record<string, string | string[] | undefined>
}

interface Request {
  on(event: 'response', listener: (incoming: Incoming) => void): Request
  on(event: 'error', listener: (error: Error) => void): Request
  end(): void
}

interface Http {
  request(url: URL, options: object): Request
}

/** Whether this is Node itself: others imitate its modules, but not the hook of the name lookup. */
export function isNode(): boolean {
  const { process } = globalThis as { process?: { versions?: Record<string, string> } }
  return !!process?.versions?.['node'] && !process.versions['bun'] && !('Deno' in globalThis)
}

/**
 * One GET over Node's own client, whose name lookup is asked for its opinion of every address before the connection is made to just that one. With `fetch` the name could be looked up a second
 * time, and lead elsewhere by then. Redirects are not followed.
 */
export function nodeFetch(url: URL, guard: AddressGuard, { headers, signal }: { headers: Record<string, string>; signal: AbortSignal }): Promise<Response> {
  const { request } = builtin<Http>(url.protocol === 'https:' ? 'node:https' : 'node:http')!
  const { lookup } = builtin<{ lookup: Lookup }>('node:dns')!
  const { Readable } = builtin<{ Readable: { toWeb(incoming: Incoming): ReadableStream } }>('node:stream')!
  const guarded = (hostname: string, options: { all?: boolean }, done: (error: Error | null, address?: unknown, family?: number) => void) =>
    lookup(hostname, { ...options, all: true }, (error, addresses = []) => {
      try {
        if (error) throw error
        for (const { address } of addresses) guard.checkResolved(url, address)
        if (options.all) done(null, addresses)
        else done(null, addresses[0]!.address, addresses[0]!.family)
      } catch (refusal) {
        done(refusal as Error)
      }
    })
  return new Promise((resolve, reject) => {
    // Without an agent: a connection that others have opened was not checked.
    const sent = request(url, { agent: false, headers, signal, lookup: guarded })
    sent.on('error', reject)
    sent.on('response', (incoming) => {
      const { statusCode: status, headers } = incoming
      const pairs = Object.entries(headers).flatMap(([name, values]) => [values ?? []].flat().map((value): [string, string] => [name, value]))
      const body = [204, 205, 304].includes(status) ? null : Readable.toWeb(incoming)
      resolve(new Response(body, { status, headers: pairs }))
    })
    sent.end()
  })
}
