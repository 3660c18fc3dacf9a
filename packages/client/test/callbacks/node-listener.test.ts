import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { nodeListener } from '../../src/callbacks.ts'

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('the handler gets method, address, headers and the bytes of the body, and its answer goes back', async () => {
  const url = await serving(
    nodeListener(async (request) => {
      const { method, headers } = request
      return new Response(`${method} ${new URL(request.url).pathname} ${headers.get('x-one')} ${await request.text()}`, {
        status: 201,
        headers: { 'x-two': '2' },
      })
    }),
  )
  const answer = await fetch(`${url}/hook`, { method: 'POST', headers: { 'x-one': '1' }, body: '{ "a":1 }' })
  expect([answer.status, answer.headers.get('x-two'), await answer.text()]).toEqual([201, '2', 'POST /hook 1 { "a":1 }'])
  expect(await (await fetch(`${url}/hook`)).text()).toBe('GET /hook null ')
})

test('behind Express the whole path counts', async () => {
  const listener = nodeListener(async (request) => new Response(new URL(request.url).pathname))
  const url = await serving((incoming, outgoing) => void listener(Object.assign(incoming, { originalUrl: `/api/kling${incoming.url}` }), outgoing))
  expect(await (await fetch(`${url}/tasks`)).text()).toBe('/api/kling/tasks')
})

test('says so when the body has been read by express.json()', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => said.mockRestore())
  const listener = nodeListener(async () => new Response('taken'))
  const url = await serving(async (incoming, outgoing) => {
    for await (const _ of incoming);
    await listener(incoming, outgoing)
  })
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(500)
  expect(said.mock.calls[0]![0]).toMatchObject({ message: expect.stringContaining('before express.json()') })
})

test('who goes away aborts the request', async () => {
  const leaving = new AbortController()
  const heard = new Promise<boolean>((resolve) => {
    const listener = nodeListener((request) => {
      request.signal.addEventListener('abort', () => resolve(request.signal.aborted))
      leaving.abort()
      return new Promise(() => {})
    })
    void serving(listener).then((url) => fetch(url, { signal: leaving.signal }).catch(() => {}))
  })
  expect(await heard).toBe(true)
})
