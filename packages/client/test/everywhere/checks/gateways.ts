import { createKling, type Fetch } from '@klingkit/client'
import { cloudsway } from '@klingkit/client/gateways'
import { type Check, equal, rejection } from '../harness.ts'

export const gatewayChecks: Check[] = [
  {
    name: 'a gateway has its own paths, and refuses what it does not relay',
    async run({ apiKey }) {
      const urls: string[] = []
      const fetch: Fetch = async (url) => {
        urls.push(url)
        return Response.json({ code: 0, message: 'SUCCEED', data: { task_id: '1', task_status: 'processing', task_result: null } })
      }
      const kling = createKling({ gateway: cloudsway({ endpointPath: 'mine', host: 'http://127.0.0.1:9' }), apiKey, fetch })
      equal(await kling.v1.videos.text2video.get('1'), { task_id: '1', task_status: 'processing' }, 'the task')
      equal((await rejection((kling as any).account.costs({ start_time: 1, end_time: 2 }))).message.split(':')[0], 'getAccountCosts', 'the name')
      equal(urls, ['http://127.0.0.1:9/v1/ai/mine/kling/videos/text2video/1'], 'the addresses')
    },
  },
]
