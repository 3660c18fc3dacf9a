import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TaskStore } from '@klingkit/simulator'
import { type ReceiverBehaviour, senderConformance, storeConformance, type TestReceiver } from '@klingkit/simulator/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { createCallbackSender } from '../src/callbacks/send-callback.js'
import { openStateFile, type StateFile } from '../src/state/state-file.js'
import { stateFolder } from './support/state-folder.js'

/* What the mock plugs into the simulator passes the suites that anybody's store and sender must pass. */

const folder = stateFolder()
const open: StateFile[] = []
afterEach(() => {
  for (const file of open.splice(0)) file.close()
})

describe('the store behind --state', () => {
  const make = () => {
    const state = openStateFile(folder.file())
    open.push(state)
    return state.store
  }
  for (const { name, run } of storeConformance(make)) test(name, run)
})

describe('the same, where the mock is restarted before every call', () => {
  /** Nothing is known but what is in the file. */
  function make(): TaskStore {
    const file = folder.file()
    const reopened = (name: keyof TaskStore) =>
      ((...given: any[]) => {
        const state = openStateFile(file)
        try {
          return (state.store[name] as (...given: any[]) => unknown)(...given)
        } finally {
          state.close()
        }
      }) as never
    const names = ['add', 'update', 'get', 'byExternalId', 'byResultId', 'list', 'page', 'count', 'keep', 'thing', 'things', 'drop', 'clear'] as const
    return Object.fromEntries(names.map((name) => [name, reopened(name)])) as unknown as TaskStore
  }
  for (const { name, run } of storeConformance(make)) test(name, run)
})

describe('the sender of callbacks', () => {
  for (const { name, run } of senderConformance(() => createCallbackSender().send, startReceiver)) test(name, run)

  test('close() ends what is on its way', async () => {
    const receiver = await startReceiver('silent')
    const sender = createCallbackSender()
    const sent = sender.send({ url: receiver.url, headers: {}, body: '{}', timeout: 60_000 })
    sent.catch(() => {})
    sender.close()
    await expect(sent).rejects.toThrow('the mock was closed')
    await receiver.close()
  })
})

async function startReceiver(behaviour: ReceiverBehaviour): Promise<TestReceiver> {
  const received: TestReceiver['received'] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    received.push({ method: request.method!, headers: request.headers, body: Buffer.concat(pieces).toString() })
    if (behaviour === 'silent') return
    if ('redirectTo' in behaviour) response.writeHead(307, { location: behaviour.redirectTo }).end()
    else response.writeHead(behaviour.status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
