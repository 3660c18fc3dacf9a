import type { Clock } from './ports.js'

/** What the clocks on the other side of the wire show. */
export const realTime = (clock: Clock): number => clock.real?.() ?? clock.now()
