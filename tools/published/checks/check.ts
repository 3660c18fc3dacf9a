import type { PackedPackage } from '../pack.ts'

/** Looks at one package. */
export interface Check {
  name: string
  /** What is wrong, one line each; and in a few words what was seen. */
  run(packed: PackedPackage, all: PackedPackage[]): Promise<Findings> | Findings
}

export interface Findings {
  wrong: string[]
  seen: string
}
