import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKling, KlingApiError } from '../../src/index.ts'

let server: Server
let seen: string[]
let status: number

beforeEach(async () => {
  seen = []
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    if (request.url!.startsWith('/elsewhere')) response.end(JSON.stringify({ code: 0, message: 'SUCCEED', data: { task_id: '666', task_status: 'submitted' } }))
    else response.writeHead(status, { location: `http://localhost:${(server.address() as AddressInfo).port}/elsewhere` }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const client = () => createKling({ apiKey: 'any', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })

test.each([301, 302, 303, 307, 308])('a create that is redirected with %i is not sent on: it would be made elsewhere, or come back as a read', async (code) => {
  status = code
  const error = await client()
    .v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'a fox' })
    .catch((thrown) => thrown)
  expect(error).toBeInstanceOf(KlingApiError)
  expect(error.status).toBe(code)
  expect(seen).toEqual(['POST /v1/videos/text2video'])
})

test('a read may be', async () => {
  status = 307
  expect((await client().v1.videos.text2video.get('1')).task_id).toBe('666')
})
