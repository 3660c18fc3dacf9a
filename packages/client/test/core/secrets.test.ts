import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { accessKey, type ClientOptions, createKling } from '../../src/index.ts'
import { refusal, type ScriptedAnswer, scriptedFetch, success } from '../support/scripted-fetch.ts'
import { virtualClock } from '../support/virtual-clock.ts'

const apiKey = 'api-key-kling-0123456789abcdef'
const secretKey = 'secret-key-0123456789abcdef'
const proxyPassword = 'proxy-password-0123456789'

const ways: [string, ClientOptions, string][] = [
  ['an API key', { apiKey }, apiKey],
  ['AccessKey and SecretKey', { auth: accessKey({ accessKey: 'access-key', secretKey }) }, secretKey],
]
const ends: [string, ScriptedAnswer | 'repeats'][] = [
  ['a success', success()],
  ['a refusal that repeats the token', 'repeats'],
  ['an error of the server', refusal(500, 5000)],
  ['a lost connection', { lost: new TypeError('fetch failed') }],
  ['a time-out', { hangs: true }],
  ['an answer that is none', { body: '<html>' }],
]

/** Everything somebody may write into a log. */
function shown(value: unknown): string {
  const error = value as Error | undefined
  return [inspect(value, { depth: 20, showHidden: true }), JSON.stringify(value), String(value), error?.message, error?.stack].join('\n')
}

describe.each(ways)('with %s', (_, options, key) => {
  test.each(ends)('nothing shows a secret after %s', async (_, answer) => {
    const written: unknown[] = []
    const log = (...given: unknown[]) => void written.push(given)
    const { fetch: answered, requests } = scriptedFetch(answer === 'repeats' ? refusal(401, 1002) : answer)
    const fetch: typeof answered = async (url, init) => {
      const response = await answered(url, init)
      const token = new Headers(init.headers).get('authorization')!.slice('Bearer '.length)
      if (answer !== 'repeats') return response
      return Response.json(
        { code: 1002, message: `api key not found: ${token}`, request_id: `r-${token}` },
        { status: 401, headers: { 'x-echo': `Bearer ${token}` } },
      )
    }
    const kling = createKling({
      ...options,
      fetch,
      clock: virtualClock(),
      headers: { 'proxy-authorization': proxyPassword },
      logger: { debug: log, info: log, warn: log, error: log },
      onRequest: ({ headers, ...event }) => void written.push({ ...event, authorization: headers.get('authorization') }),
      onResponse: ({ headers, envelope, ...event }) => void written.push(event),
    })
    const outcomes = await Promise.allSettled([
      kling.v1.videos.text2video.get('1'),
      kling.v1.videos.text2video.create({ prompt: 'x' }),
      kling.v1.audio.tts({ text: 'x', voice_id: 'v', voice_language: 'en' }),
      kling.tasks.get('1'),
    ])
    const token = requests[0]!.headers.get('authorization')!.slice('Bearer '.length)
    const everything = shown(kling) + shown(outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : outcome.value))) + shown(written)
    expect(everything).toContain('text2video')
    for (const secret of [key, proxyPassword, token]) expect(everything).not.toContain(secret)
  })
})

test('a token of the call itself is not repeated either', async () => {
  const fetch = async (_: string, { headers }: RequestInit) =>
    Response.json({ code: 1002, message: `no such key: ${new Headers(headers).get('authorization')}` }, { status: 401 })
  const error = await createKling({ apiKey, fetch })
    .v1.videos.text2video.get('1', { headers: { authorization: `Bearer ${secretKey}` } })
    .catch((thrown) => thrown)
  expect(error.message).toContain('no such key')
  expect(shown(error)).not.toContain(secretKey)
})

test('the words of the client do not repeat a token that a fetch put into its error; the error itself stays what it is, as cause', async () => {
  const fetch = async (_: string, { headers }: RequestInit) => {
    throw new TypeError(`cannot connect with ${new Headers(headers).get('authorization')}`)
  }
  const kling = createKling({ apiKey, fetch, retry: false })
  const errors = await Promise.all(
    [kling.v1.videos.text2video.get('1'), kling.v1.audio.tts({ text: 'x', voice_id: 'v', voice_language: 'en' })].map((call) => call.catch((thrown) => thrown)),
  )
  for (const { message } of errors) {
    expect(message).toContain('cannot connect with Bearer ***')
    expect(message).not.toContain(apiKey)
  }
  expect(errors[0].cause.message).toContain(apiKey)
})
