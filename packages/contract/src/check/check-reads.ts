import { plainReads, unknownRead } from './reads.js'
import type { Run } from './run.js'

/** All reads that need nothing that was made before. */
export async function checkReads(run: Run): Promise<void> {
  const calls = run.operations
    .filter(({ method }) => method === 'GET')
    .flatMap((operation) =>
      operation.kind === 'query one' || operation.kind === 'query many by id'
        ? [unknownRead(operation, run.fresh.next())]
        : plainReads(operation, run.clock.now(), run.safety.live),
    )
  await run.inLanes(calls, async (call) => void (await run.done(call)))
}
