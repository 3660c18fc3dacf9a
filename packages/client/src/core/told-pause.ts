import type { Configuration } from './configuration.js'
import type { Course } from './course.js'
import type { Operation } from './operation.js'

/** A pause of a call that the logger is told of. */
export function toldPause({ logger }: Configuration, { id }: Operation, { attempts, pause }: Course, milliseconds: number, message: string): Promise<void> {
  logger?.warn?.(`${message} in ${Math.round(milliseconds)} ms`, { operation: id, attempt: attempts })
  return pause(milliseconds)
}
