import { accessKey, createKling, KlingAuthenticationError } from '@klingkit/client'
import { type Check, equal, ok, rejection } from '../harness.ts'

/** Signing with WebCrypto, and what is refused in the place of the service. */
export const credentialChecks: Check[] = [
  {
    name: 'AccessKey and SecretKey are signed to a token that is taken',
    async run({ baseUrl, ...keys }) {
      const kling = createKling({ baseUrl, auth: accessKey(keys) })
      ok((await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox' })).task_id, 'there is a task')
    },
  },
  {
    name: 'a clock that is an hour late is noticed, and the token signed once more',
    async run({ baseUrl, ...keys }) {
      const late = { now: () => Date.now() - 3_600_000, at: (time: number, run: () => void) => cancelling(setTimeout(run, time - late.now())) }
      const kling = createKling({ baseUrl, auth: accessKey(keys), clock: late })
      ok((await kling.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox' })).task_id, 'there is a task')
    },
  },
  {
    name: 'a token of another SecretKey is refused, and tells no secret',
    async run({ baseUrl, accessKey: key }) {
      const kling = createKling({ baseUrl, auth: accessKey({ accessKey: key, secretKey: 'another-secret-key-altogether' }) })
      const error = await rejection(kling.v1.videos.text2video.get('1'))
      ok(KlingAuthenticationError.is(error), `${error} is a KlingAuthenticationError`)
      ok(!`${error.stack}${error.curl}`.includes('another-secret'), 'the secret is not in it')
    },
  },
  {
    name: 'a token is not sent to the new standard',
    async run({ baseUrl, ...keys }) {
      const error = await rejection(createKling({ baseUrl, auth: accessKey(keys) }).textToVideo['kling-3.0-turbo'].create({ prompt: 'A fox' }))
      equal([error.code, error.attempts], ['KLING_AUTHENTICATION', 0], 'what it tells')
    },
  },
]

function cancelling(timer: ReturnType<typeof setTimeout>): () => void {
  return () => clearTimeout(timer)
}
