import { execFile } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startMock } from '../src/index.js'

/* `kling-api` 1.0.0 from npm, unchanged, through the proxy: what its own checks let pass, and the contract does not. */

const home = path.resolve(import.meta.dirname, '..')
const program = `
  import { KlingAPI } from 'kling-api'
  const api = new KlingAPI({ accessKey: 'ak', secretKey: 'sk-of-the-test' })
  const prompt = 'a fox', image = 'https://cdn.example.com/a.png'
  const calls = [
    () => api.textToVideo({ prompt, model_name: 'kling-v2-6', duration: '5' }),
    () => api.imageToVideo({ prompt, image, model_name: 'kling-v2-6', aspect_ratio: '16:9' }),
    () => api.imageToVideo({ prompt, image, model_name: 'kling-v2-6', voice_list: [{ voice_id: '850087542757535834' }] }),
    () => api.omniVideo({ prompt }),
    () => api.textToVideo({ prompt }),
    () => api.multiImageToVideo({ prompt, image_list: [{ image }] }),
  ]
  for (const call of calls) console.log(await call().then(({ code }) => code, ({ code }) => code))`

function run(upstream: string): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, KLING_MOCK_MODE: 'proxy', KLING_MOCK_UPSTREAM: upstream }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', '@klingkit/mock/register', '--input-type=module', '--eval', program], { cwd: home, env }, (_, stdout, stderr) =>
      resolve({ stdout, stderr }),
    )
  })
}

test('its true violations are shown, and nothing else', async () => {
  await using upstream = await startMock({ port: 0, speed: 'instant' })
  const { stdout, stderr } = await run(upstream.url)
  // The last two: it takes the discontinued kling-v1 where none is named, and offers an operation that is over.
  expect(stdout.trim().split('\n')).toEqual(['0', '0', '1201', '1201', '1203', '1203'])
  expect(stderr.trim().split('\n')).toEqual([
    'kling-mock: request of createImage2Video: aspect_ratio: aspect_ratio is not a known field and will be ignored',
    'kling-mock: request of createImage2Video: sound: sound must be on when voice_list is given',
    'kling-mock: request of createOmniVideo: aspect_ratio: aspect_ratio is required when there is neither a first_frame nor a video',
  ])
  expect(upstream.requests).toHaveLength(6)
  expect(stdout + stderr).not.toContain('sk-of-the-test')
})
