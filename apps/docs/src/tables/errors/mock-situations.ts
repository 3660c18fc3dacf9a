import { retiredModels } from '@klingkit/openapi/runtime'
import { createSimulator, type SimulatorOptions } from '@klingkit/simulator'
import { checkRequest } from '@klingkit/zod'

/** Ways in which refusals come about by themselves at the mock, each tried: which code it is, the mock tells. */
interface Situation {
  about: string
  options?: SimulatorOptions
  requests: { method?: string; path?: string; headers?: Record<string, string>; body?: object }[]
}

const create = { model_name: 'kling-v3', prompt: 'A fox in the snow' }
const path = '/v1/videos/text2video'
const [retired = ''] = retiredModels.createText2Video ?? []

const situations: Situation[] = [
  { about: 'Send no `Authorization` header.', requests: [{ headers: { authorization: '' }, body: create }] },
  { about: 'Start it with `--api-key` and send another key.', options: { credentials: { apiKeys: ['the-key'] } }, requests: [{ body: create }] },
  { about: 'Start it with `--units 0`.', options: { units: 0 }, requests: [{ body: create }] },
  { about: 'Start it with `--slots 1` and create two tasks.', options: { slots: 1 }, requests: [{ body: create }, { body: create }] },
  { about: `Name a retired model, \`${retired}\`.`, requests: [{ body: { ...create, model_name: retired } }] },
  { about: 'Read a task that nobody made.', requests: [{ method: 'GET', path: `${path}/1` }] },
  { about: 'Use an `external_task_id` twice.', requests: [1, 2].map(() => ({ body: { ...create, external_task_id: 'order-42' } })) },
  { about: 'Leave the prompt out.', requests: [{ body: { model_name: 'kling-v3' } }] },
  { about: 'Use a method that the path does not have, such as DELETE.', requests: [{ method: 'DELETE' }] },
]

/** code -> what to do at the mock to get it. */
export async function mockSituations(): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>()
  for (const { about, options, requests } of situations) {
    const { code } = await lastAnswer(options ?? {}, requests)
    if (!code) throw new Error(`The mock does not refuse it: ${about}`)
    found.set(code, [...(found.get(code) ?? []), about])
  }
  return found
}

async function lastAnswer(options: SimulatorOptions, requests: Situation['requests']): Promise<{ code?: number }> {
  const simulator = createSimulator({ validate: checkRequest, ...options })
  let answer: { code?: number } = {}
  for (const { method = 'POST', path: at = path, headers = {}, body } of requests) {
    const sent = { authorization: 'Bearer any', ...headers }
    const response = await simulator.fetch(
      new Request(`https://api-singapore.klingai.com${at}`, {
        method,
        headers: Object.entries(sent).filter(([, value]) => value) as [string, string][],
        ...(body && { body: JSON.stringify(body) }),
      }),
    )
    answer = (await response.json()) as typeof answer
  }
  simulator.close()
  return answer
}
