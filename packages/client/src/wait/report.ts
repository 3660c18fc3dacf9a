import type { Logger } from '../core/hooks.js'
import type { WaitOptions, WaitUpdate } from './wait-options.js'

/** Tells of a change. A listener that fails, at once or later, disturbs nobody. */
export function report(logger: Logger | undefined, onUpdate: WaitOptions['onUpdate'], update: WaitUpdate): void {
  ;(async () => onUpdate?.(update))().catch((error) => logger?.error?.(`onUpdate failed: ${error}`, { error, status: update.status }))
}
