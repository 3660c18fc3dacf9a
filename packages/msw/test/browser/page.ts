import { setupWorker } from 'msw/browser'
import { type GatewayName, klingHandlers } from '../../src/index.js'

/** An app under development: everything it asks of Kling is answered by the worker. */
export const kling = klingHandlers()
export const worker = setupWorker(...kling)

/** Another world, for a gateway. */
export function useGateway(gateway: GatewayName): void {
  worker.use(...klingHandlers({ gateway, speed: 'instant' }))
}

kling.control.clock.freeze(Date.UTC(2026, 10, 20))
await worker.start({ onUnhandledFrame: 'error', quiet: true })
Object.assign(globalThis, { page: { kling, worker, useGateway } })
