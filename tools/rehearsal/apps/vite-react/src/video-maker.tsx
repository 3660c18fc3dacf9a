import { createKling, isKlingError } from '@klingkit/client'
import * as validators from '@klingkit/zod'
import { useState } from 'react'

const kling = createKling({ baseUrl: new URLSearchParams(location.search).get('api') ?? '/api/kling', apiKey: 'any', validate: 'both', validators })

export function VideoMaker() {
  const [status, setStatus] = useState('')
  const [address, setAddress] = useState<string>()
  const [problem, setProblem] = useState<string>()

  async function make() {
    try {
      const body = { model_name: 'kling-v3', prompt: 'A fox in the snow', duration: '5' } as const
      const done = await kling.v1.videos.text2video.run(body, { interval: 200, onUpdate: (update) => setStatus(update.status) })
      setAddress(done.task_result.videos[0].url)
    } catch (error) {
      setProblem(isKlingError(error) ? `${error.code}: ${error.message}` : String(error))
    }
  }

  return (
    <main>
      <button type="button" onClick={make}>
        Make a video
      </button>
      <output>{status}</output>
      {problem && <p role="alert">{problem}</p>}
      {address && <video src={address} controls muted />}
    </main>
  )
}
