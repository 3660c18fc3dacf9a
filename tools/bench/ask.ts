import type { Load } from './load/load.ts'
import type { RunningServer } from './servers.ts'

/** One answer to a load, to see that it is what the figures claim. */
export async function ask({ origin, kind, complaints }: RunningServer, { method, paths, headers, body }: Load): Promise<{ status: number; body: any }> {
  const answer = await fetch(`${origin}${paths[0]}`, { method, headers, ...(body === undefined ? {} : { body }) }).catch((error: Error) => {
    throw new Error(`${kind.name} does not answer (${error.cause ?? error}):\n${complaints()}`)
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}

/** Creates tasks, a few at a time. */
export async function createTasks(server: RunningServer, load: Load, count: number): Promise<string[]> {
  const ids: string[] = []
  let started = 0
  const lane = async () => {
    while (started++ < count) ids.push((await ask(server, load)).body.data.task_id)
  }
  await Promise.all(Array.from({ length: 10 }, lane))
  return ids
}
