import { ControlledClock } from './controlled-clock.js'
import { seededRandom } from './ids.js'
import type { RandomSource } from './ports.js'

/** The defaults that are not pure stand here and in `controlled-clock.ts`, nowhere else. */
export const platform = {
  clock: () => new ControlledClock(),
  random: (): RandomSource => seededRandom(Math.floor(Math.random() * 2 ** 32)),
}
