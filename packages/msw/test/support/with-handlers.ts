import type { HttpHandler } from 'msw'
import { setupServer } from 'msw/node'
import { onTestFinished } from 'vitest'

/** Intercepts the requests of one test. What no handler answers is an error: nothing of a test may leave the machine. */
export function withHandlers(...handlers: HttpHandler[]) {
  const server = setupServer(...handlers)
  server.listen({ onUnhandledFrame: 'error' })
  onTestFinished(() => server.close())
  return server
}
