import { createKling } from '@klingkit/client'
import { type Check, equal, ok } from '../harness.ts'

/** What only a page can tell. */
export const pageChecks: Check[] = [
  {
    name: 'a key in a page is refused, with the safe ways, unless it is allowed by name',
    async run({ apiKey }) {
      const options = { apiKey, baseUrl: 'https://relay.example' }
      let message = ''
      try {
        createKling(options)
      } catch (error) {
        message = (error as Error).message
      }
      ok(/klingProxy/.test(message) && /msw/.test(message) && !message.includes(apiKey), `"${message}" names the ways and no key`)
      equal(createKling({ ...options, dangerouslyAllowBrowser: true }).baseUrl, 'https://relay.example', 'the address')
    },
  },
  {
    name: 'through klingProxy of the own origin no key is needed',
    async run({ proxy }) {
      const kling = createKling({ baseUrl: proxy! })
      const done = await kling.v1.videos.text2video.run({ model_name: 'kling-v3', prompt: 'A fox' }, { interval: 5 })
      equal(done.task_status, 'succeed', 'the state')
    },
  },
]
