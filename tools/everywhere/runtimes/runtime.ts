import type { Place, Report } from '../../../packages/client/test/everywhere/harness.ts'

export type { Place, Report }

/** What a runtime is started with. */
export interface Errand {
  /** A folder of its own with `suite.mjs` in it. */
  folder: string
  place: Place
}

export interface Runtime {
  name: string
  /** Where its program is; undefined where this machine has none. Asked after the installation. */
  binary(): string | undefined
  run(binary: string, errand: Errand): Promise<Report>
}

const mark = 'REPORT '

/** A module that runs the suite and prints what came of it; `given` is where the platform has its first parameter. */
export function printing(given: string): string {
  return `import { suite } from './suite.mjs'\nsuite(JSON.parse(${given})).then((report) => console.log('${mark}' + JSON.stringify(report)))\n`
}

/** The report in what such a module has printed. */
export function reportIn(output: string): Report {
  const line = output.split('\n').find((text) => text.startsWith(mark))
  if (!line) throw new Error(`there is no report:\n${output}`)
  return JSON.parse(line.slice(mark.length))
}
