import type { ServerResponse } from 'node:http'

/** Something that happened: a request came in, a callback went out, a task changed. */
export interface MockEvent {
  type: string
  [detail: string]: unknown
}

type Listener = (event: MockEvent) => void

/** Hands on what happens to whoever listens. */
export class Events {
  #listeners = new Set<Listener>()
  #streams = new Set<ServerResponse>()

  emit(event: MockEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  /** @returns a function that ends it */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Streams everything from now on as server-sent events. */
  stream(outgoing: ServerResponse): void {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    outgoing.write(': everything that happens from now on\n\n')
    const stop = this.listen((event) => {
      // A listener that does not read must not fill the memory.
      if (outgoing.writableLength > mostUnread) outgoing.destroy()
      else outgoing.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    })
    this.#streams.add(outgoing)
    outgoing.on('close', () => {
      stop()
      this.#streams.delete(outgoing)
    })
  }

  close(): void {
    for (const stream of this.#streams) stream.end()
    this.#listeners.clear()
  }
}

const mostUnread = 4 * 1024 * 1024
