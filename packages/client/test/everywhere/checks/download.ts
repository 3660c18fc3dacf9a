import { createKling } from '@klingkit/client'
import { download } from '@klingkit/client/media'
import { type Check, equal, ok, rejection } from '../harness.ts'

export const downloadChecks: Check[] = [
  {
    name: 'a result is fetched, up to a size',
    async run({ baseUrl, apiKey }) {
      const done = await createKling({ baseUrl, apiKey }).v1.videos.text2video.run({ model_name: 'kling-v3', prompt: 'A fox' }, { interval: 5 })
      const video = done.task_result.videos[0]
      const blob = await download(video, { allowLoopback: true })
      equal(new TextDecoder().decode((await blob.arrayBuffer()).slice(4, 8)), 'ftyp', 'the mark of an MP4')
      equal((await rejection(download(video, { allowLoopback: true, maxBytes: 100 }))).name, 'KlingDownloadTooLargeError', 'the error')
    },
  },
  {
    name: 'an address of this machine is refused unless it is allowed',
    async run({ baseUrl }) {
      const error = await rejection(download(`${baseUrl}/secret`))
      ok(error.name === 'KlingDownloadRefusedError', `${error} is a KlingDownloadRefusedError`)
    },
  },
]
