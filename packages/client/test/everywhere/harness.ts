/*
 * As little as a test needs, so that it runs wherever JavaScript does: no test runner, no modules of a platform.
 */

/** What the runner hands in. */
export interface Place {
  /** A mock on this machine. */
  baseUrl: string
  apiKey: string
  accessKey: string
  secretKey: string
  /** In a page: where `klingProxy` is mounted on its own origin. */
  proxy?: string
}

export interface Check {
  name: string
  run(place: Place): Promise<void>
}

export interface Report {
  passed: string[]
  failed: { name: string; reason: string }[]
}

/** Longer than any check takes: what hangs is a failure, not the end of the run. */
const longest = 20_000

/** Runs checks one after the other. */
export async function runChecks(checks: readonly Check[], place: Place): Promise<Report> {
  const report: Report = { passed: [], failed: [] }
  for (const { name, run } of checks) {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it hangs: no end after ${longest} ms`)), longest)
    })
    try {
      await Promise.race([run(place), tooLong])
      report.passed.push(name)
    } catch (error) {
      report.failed.push({ name, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    } finally {
      clearTimeout(timer)
    }
  }
  return report
}

/** Fails where two values are not written alike. */
export function equal(found: unknown, wanted: unknown, what = 'the value'): void {
  const [first, second] = [JSON.stringify(found), JSON.stringify(wanted)]
  if (first !== second) throw new Error(`${what} is ${first}, not ${second}`)
}

export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`it is not so that ${what}`)
}

/** What a promise is rejected with; fails where it is not. */
export async function rejection(promise: PromiseLike<unknown>): Promise<any> {
  let value: unknown
  try {
    value = await promise
  } catch (error) {
    return error
  }
  throw new Error(`it should have failed, but gave ${JSON.stringify(value)}`)
}
