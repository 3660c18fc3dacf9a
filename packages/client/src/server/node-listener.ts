/** What is used of a request of Node's `http` and of Express, without their types. */
export interface NodeRequest extends AsyncIterable<any> {
  method?: string | undefined
  url?: string | undefined
  /** Of Express: `url` lacks the path of the router. */
  originalUrl?: string | undefined
  headers: Record<string, string | string[] | undefined>
  readableEnded?: boolean | undefined
}

/** What is used of an answer of Node's `http` and of Express. */
export interface NodeResponse {
  once(event: 'close', listener: () => void): unknown
  writeHead(status: number, headers: Record<string, string>): unknown
  write(piece: Uint8Array): unknown
  end(text?: string): unknown
}

/**
 * Puts a handler that speaks `Request` and `Response` into Node's own server, or into Express.
 *
 * With Express it stands before `express.json()` and the like, which read the body; behind them it answers 500 and says so.
 *
 * @example
 * createServer(nodeListener(handle)).listen(3000)
 * app.post('/hook', nodeListener(handle)) // Express, before app.use(express.json())
 */
export function nodeListener(handle: (request: Request) => Promise<Response>): (incoming: NodeRequest, outgoing: NodeResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    try {
      const gone = new AbortController()
      outgoing.once('close', () => gone.abort())
      const response = await handle(requestOf(incoming, gone.signal))
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      const reader = response.body?.getReader()
      for (let read = await reader?.read(); read && !read.done; read = await reader!.read()) outgoing.write(read.value)
      outgoing.end()
    } catch (error) {
      console.error(error)
      // Where the answer had begun this ends it.
      if (!(outgoing as { headersSent?: boolean }).headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain' })
      outgoing.end()
    }
  }
}

function requestOf(incoming: NodeRequest, signal: AbortSignal): Request {
  const { method = 'GET', url, originalUrl = url } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined && !name.startsWith(':')) headers.set(name, String(value))
  const address = `http://${headers.get('host') ?? 'localhost'}${originalUrl}`
  if (method === 'GET' || method === 'HEAD') return new Request(address, { method, headers, signal })
  if (incoming.readableEnded) throw new Error('The body has been read already: put nodeListener before express.json() and other parsers of bodies.')
  const pieces = incoming[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await pieces.return?.()),
  })
  return new Request(address, { method, headers, signal, body, duplex: 'half' } as RequestInit)
}
