import type { PackedPackage } from '../published/pack.ts'
import type { Registry } from './registry.ts'

/** What a step of the rehearsal is given. */
export interface Place {
  /** An empty folder, outside of the repository. */
  folder: string
  registry: Registry
  packed: PackedPackage[]
}

/** Does one thing; says how it went in a few words, or throws with what is wrong. */
export interface Step {
  name: string
  run(place: Place): Promise<string> | string
}

/** Thrown where this machine lacks what a step needs. */
export class NotRun extends Error {}
