import { gateways as profiles } from '@klingkit/openapi/runtime'
import { createSimulator } from '@klingkit/simulator'
import { describe, expect, test } from 'vitest'
import { cloudsway, cometapi } from '../../src/gateways.ts'
import { createKling } from '../../src/index.ts'

/*
 * A create whose answer is lost: where the gateway says that tasks are found by the caller's own id, the task is found; where it does not, nothing is sent again.
 */
function losing(gateway: 'cometapi' | 'cloudsway') {
  const simulator = createSimulator({ gateway: profiles[gateway]!, speed: 'instant', references: 'off' })
  const sent: string[] = []
  let lost = false
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    sent.push(`${init.method} ${new URL(url).pathname}`)
    const answer = await simulator.fetch(new Request(url, init))
    if (init.method === 'GET' || lost) return answer
    lost = true
    throw new TypeError('the connection is gone')
  }
  return { fetch, sent, simulator }
}

const options = { apiKey: 'any', retry: { baseDelay: 1, maxDelay: 2 } }
const body = { model_name: 'kling-v2-6', prompt: 'A fox', external_task_id: 'fox-1' }

describe('an answer that is lost', () => {
  test('at CometAPI: the outcome is unknown, and the create is sent once', async () => {
    const { fetch, sent } = losing('cometapi')
    const kling = createKling({ ...options, gateway: cometapi(), fetch })
    const error = await kling.v1.videos.text2video.create(body).catch((reason) => reason)
    expect(error.code).toBe('KLING_UNKNOWN_OUTCOME')
    expect(error.message).not.toContain('listText2Video')
    expect(sent).toEqual(['POST /kling/v1/videos/text2video'])
  })

  test('at Cloudsway: the task is found by its id, and the create is sent once', async () => {
    const { fetch, sent } = losing('cloudsway')
    const kling = createKling({ ...options, gateway: cloudsway({ endpointPath: 'mine' }), fetch })
    const task = await kling.v1.videos.text2video.create(body)
    expect(task.task_id).toMatch(/^\d+$/)
    expect(sent).toEqual(['POST /v1/ai/mine/kling/videos/text2video', 'GET /v1/ai/mine/kling/videos/text2video/fox-1'])
  })

  test('at Cloudsway, where the read is only inferred: unknown', async () => {
    const { fetch, sent } = losing('cloudsway')
    const kling = createKling({ ...options, gateway: cloudsway({ endpointPath: 'mine' }), fetch })
    const error = await kling.textToVideo['kling-3.0-turbo'].create({ prompt: 'A fox' }).catch((reason) => reason)
    expect(error.code).toBe('KLING_UNKNOWN_OUTCOME')
    expect(sent).toHaveLength(1)
  })
})
