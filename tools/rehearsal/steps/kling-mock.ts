import { open } from '../command.ts'
import { install, npmCli, userEnvironment } from '../npm.ts'
import { olderNodes } from '../older-nodes.ts'
import type { Step } from '../step.ts'

/** `npx kling-mock` on every Node that users have. npm refuses whatever asks for a newer one (`engine-strict`), and Prism answers a request. */
export const mockSteps: Step[] = ['Node 20', 'Node 22', 'Node 24'].map((label) => ({
  name: `npx kling-mock on ${label}`,
  async run({ folder, registry }) {
    const node = olderNodes().find((each) => each.label === label)?.node ?? process.execPath
    await install(['@klingkit/mock'], folder, registry, node)
    const mock = open(node, [npmCli(), 'exec', '--', 'kling-mock', '--port', '0', '--speed', 'instant'], folder, { env: userEnvironment(registry, node) })
    try {
      const [, url] = await mock.until(/listening on (\S+)/)
      const said = await tried(url!)
      if (mock.errors()) throw new Error(`it complains: ${mock.errors()}`)
      return said
    } finally {
      await mock.close()
    }
  },
}))

/** One task that lives, and one answer of Prism. */
export async function tried(url: string): Promise<string> {
  const ask = async (method: string, path: string, headers: Record<string, string> = {}, body?: object) => {
    const init = {
      method,
      headers: { authorization: 'Bearer any', 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    }
    const response = await fetch(`${url}${path}`, init)
    return { status: response.status, body: (await response.json()) as any }
  }
  const api = '/v1/videos/text2video'
  const created = await ask('POST', api, {}, { model_name: 'kling-v3', prompt: 'a fox' })
  const read = await ask('GET', `${api}/${created.body.data.task_id}`)
  if (read.body.data.task_status !== 'succeed') throw new Error(`the task did not succeed: ${JSON.stringify(read.body)}`)
  const replayed = await ask('GET', `${api}/any`, { prefer: 'example=processing' })
  if (replayed.status !== 200 || replayed.body.data.task_status !== 'processing') throw new Error(`Prism did not answer: ${JSON.stringify(replayed)}`)
  const refused = await ask('POST', api, { prefer: 'code=200' }, { model_name: 'kling-v3', prompt: 12 })
  if (refused.status !== 400) throw new Error(`Prism did not refuse: ${JSON.stringify(refused)}`)
  return 'installed with engine-strict; a task lived, Prism replayed and refused'
}
