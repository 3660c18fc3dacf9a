import { createSimulator, magicPrefix, seededRandom, troubleWords } from '@klingkit/simulator'

/** How to make the mock answer something on purpose, and what it answers then. */
export interface Provocation {
  /** `code=1303`. */
  words: string
  /** For a task's own id. */
  ownId: string
  status: number
  answer: unknown
}

/** @param name a word of trouble, `code` or `fail` */
export async function provocation(name: string, value: string | number): Promise<Provocation> {
  if (!troubleWords.some((word) => word.name === name)) throw new Error(`The mock knows no word ${name}`)
  const words = `${name}=${value}`
  const simulator = createSimulator({ random: seededRandom(1), speed: 'instant' })
  const url = 'https://api-singapore.klingai.com/v1/videos/text2video'
  const headers = { authorization: 'Bearer any', 'kling-mock-trouble': words }
  const created = await simulator.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify({ model_name: 'kling-v3', prompt: 'A fox' }) }))
  const body = await created.json()
  const id = body.data?.task_id
  // Of a failed task the read tells.
  const last = id ? await simulator.fetch(new Request(`${url}/${id}`, { headers: { authorization: 'Bearer any' } })) : created
  const answer = id ? await last.json() : body
  simulator.close()
  return { words, ownId: `${magicPrefix}${words};my-id-1`, status: last.status, answer }
}
