import type { Load } from './load/load.ts'

export const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
export const createPath = '/v1/videos/text2video'

/** The official sample, without the caller's own id, which nobody may use twice. */
export const createBody = JSON.stringify({
  model_name: 'kling-v2-6',
  prompt: 'A small red fox reads a map at a bus stop in the rain',
  negative_prompt: '',
  duration: '5',
  mode: 'pro',
  sound: 'on',
  aspect_ratio: '1:1',
})

/** Breaks a documented rule: there is no such ratio. */
export const wrongBody = JSON.stringify({ ...JSON.parse(createBody), aspect_ratio: '7:5' })

const { authorization } = headers

export const create: Load = { method: 'POST', paths: [createPath], headers, body: createBody }

/** Reads of many tasks in turn. */
export const read = (ids: string[]): Load => ({ method: 'GET', paths: ids.map((id) => `${createPath}/${id}`), headers: { authorization } })

/** A documented answer, asked for by its name. */
export const replayed: Load = { method: 'GET', paths: [`${createPath}/867283741759111202`], headers: { authorization, prefer: 'example=processing' } }

/** A page of 30 from the start of the list, and one further down. */
export const listPages: Load = {
  method: 'GET',
  paths: [`${createPath}?pageNum=1&pageSize=30`, `${createPath}?pageNum=20&pageSize=30`],
  headers: { authorization },
}
