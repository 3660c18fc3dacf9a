import type { Call } from './caller.js'
import type { Run } from './run.js'

/** Sends every documented body that must be refused. */
export async function checkInvalid(run: Run): Promise<void> {
  const calls = run.operations
    .filter(({ method, retired }) => method === 'POST' && !retired)
    .flatMap((operation) =>
      Object.entries(operation.invalid).map(([name, { at, observed, value }]): Call => {
        // What is wrong with a body stays as it is.
        const kept = { externalIds: at?.includes('external_task_id'), callbacks: at?.includes('callback_url') || !run.safety.live }
        const body = run.fresh.freshen(value, kept)
        return { operation, name: `invalid ${name}`, path: operation.path, body, expectation: 'refusal', observed: observed === true }
      }),
    )
  await run.inLanes(calls, async (call) => void (await run.done(call)))
}
