import { createKling, KlingInvalidRequestError } from '@klingkit/client'
import { createClient, createText2Video, wait } from '@klingkit/client/operations'
import { type Check, equal, ok, rejection } from '../harness.ts'

const body = { model_name: 'kling-v3', prompt: 'A fox in the snow' }

/** Creating, waiting, lists, errors. */
export const taskChecks: Check[] = [
  {
    name: 'a task is created, kept as JSON, and waited for',
    async run({ baseUrl, apiKey }) {
      const kling = createKling({ baseUrl, apiKey })
      const task = await kling.v1.videos.text2video.create(body)
      equal(task.kling.operation, 'createText2Video', 'the operation of the handle')
      const done = await kling.wait(JSON.parse(JSON.stringify(task)) as typeof task, { interval: 5 })
      equal(done.task_id, task.task_id, 'the id')
      ok(done.task_result.videos[0].url.startsWith('http'), 'the video has an address')
    },
  },
  {
    name: 'a task of the new standard runs to its end, and tells of its changes',
    async run({ baseUrl, apiKey }) {
      const statuses: string[] = []
      const kling = createKling({ baseUrl, apiKey })
      const done = await kling.textToVideo['kling-3.0-turbo'].run({ prompt: 'A fox' }, { interval: 5, onUpdate: ({ status }) => statuses.push(status) })
      equal(done.status, 'succeeded', 'the state')
      equal(statuses.at(-1), 'succeeded', 'the last change')
      ok(done.outputs[0].id, 'there is an output')
    },
  },
  {
    name: 'plain functions do the same as the facade',
    async run({ baseUrl, apiKey }) {
      const client = createClient({ baseUrl, apiKey })
      const task = await createText2Video(client, body)
      equal((await wait(client, task, { interval: 5 })).task_status, 'succeed', 'the state')
    },
  },
  {
    name: 'a list is read page after page',
    async run({ baseUrl, apiKey }) {
      const kling = createKling({ baseUrl, apiKey })
      const ids = [await kling.v1.videos.text2video.create(body), await kling.v1.videos.text2video.create(body)].map(({ task_id }) => task_id)
      const seen: string[] = []
      for await (const { task_id } of kling.v1.videos.text2video.list({ pageSize: 1 }, { limit: 3 })) seen.push(task_id)
      ok(seen.includes(ids[1]!) && new Set(seen).size === seen.length, 'the list has the new task, and each once')
    },
  },
  {
    name: 'a refusal is an error of the tree, without the key in it',
    async run({ baseUrl, apiKey }) {
      const error = await rejection(createKling({ baseUrl, apiKey }).v1.videos.text2video.create({ ...body, mode: 'turbo' as 'pro' }))
      ok(KlingInvalidRequestError.is(error), `${error} is a KlingInvalidRequestError`)
      equal([error.klingCode, error.status, error.operation], [1201, 400, 'createText2Video'], 'what it tells')
      ok(!`${error.stack}${error.curl}${JSON.stringify(error)}`.includes(apiKey), 'the key is not in it')
    },
  },
]
