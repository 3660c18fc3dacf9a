import { ask } from './ask.ts'
import { create, read, replayed, wrongBody } from './requests.ts'
import type { RunningServer } from './servers.ts'

/** Sees that a server does what its row claims: a figure of something else would be worth nothing. */
export async function checkCreates(server: RunningServer): Promise<void> {
  const { kind } = server
  const created = await ask(server, create)
  claim(created.status === 200 && typeof created.body?.data?.task_id === 'string', `${kind.name} answers a create with a task`, created)
  if (kind.stores) {
    const id: string = created.body.data.task_id
    const found = await ask(server, read([id]))
    claim(found.status === 200 && found.body?.data?.task_id === id, `${kind.name} finds a task again`, found)
  }
  if (kind.validates) {
    const refused = await ask(server, { ...create, body: wrongBody })
    claim(refused.status >= 400 && refused.status < 500, `${kind.name} refuses a body that breaks a rule`, refused)
  }
}

/** A read answers a finished task with its video. */
export async function isFinished(server: RunningServer, id: string): Promise<boolean> {
  const { body } = await ask(server, read([id]))
  return body?.data?.task_status === 'succeed' && body.data.task_result?.videos?.length === 1
}

export async function checkReplays(server: RunningServer): Promise<void> {
  const answer = await ask(server, replayed)
  claim(answer.status === 200 && answer.body?.data?.task_status === 'processing', `${server.kind.name} answers the example that was asked for`, answer)
}

function claim(isSo: boolean, what: string, answer: { status: number; body: unknown }): void {
  if (!isSo) throw new Error(`not so: ${what}; it answered ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 400)}`)
}
