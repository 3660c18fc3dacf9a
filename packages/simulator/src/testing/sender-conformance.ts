import type { CallbackSender } from '../ports.js'
import { type ConformanceCase, equal } from './expectations.js'

/** A receiver of callbacks that the suite can command. */
export interface TestReceiver {
  /** Where it listens. */
  url: string
  /** What came in. */
  received: { method: string; headers: Record<string, string | string[] | undefined>; body: string }[]
  /** Ends it. */
  close(): unknown
}

/** What the receiver does with every request: answers a status, sends away, or never answers. */
export type ReceiverBehaviour = { status: number } | { redirectTo: string } | 'silent'

const body = '{"task_id":"1","task_status":"succeed","name":"späti 🦊"}'
const headers = { 'content-type': 'application/json; charset=utf-8', 'webhook-id': 'msg-1', 'webhook-signature': 'v1,abc=' }
const timeout = 2000

/**
 * What every sender of callbacks must do.
 *
 * @example
 * for (const { name, run } of senderConformance(() => mySender, startReceiver)) test(name, run)
 */
export function senderConformance(makeSender: () => CallbackSender, startReceiver: (behaviour: ReceiverBehaviour) => Promise<TestReceiver>): ConformanceCase[] {
  const withReceiver = async (behaviour: ReceiverBehaviour, check: (send: CallbackSender, receiver: TestReceiver) => Promise<void>) => {
    const receiver = await startReceiver(behaviour)
    try {
      await check(makeSender(), receiver)
    } finally {
      await receiver.close()
    }
  }
  return [
    {
      name: 'posts headers and body as they were handed in, and tells the status',
      run: () =>
        withReceiver({ status: 204 }, async (send, receiver) => {
          equal((await send({ url: receiver.url, headers, body, timeout })).status, 204, 'the status')
          const [request] = receiver.received
          equal(request?.method, 'POST', 'the method')
          equal(request?.body, body, 'the body')
          for (const [name, value] of Object.entries(headers)) equal(request?.headers[name], value, `the header ${name}`)
        }),
    },
    ...[404, 500].map((status) => ({
      name: `tells the status ${status} and does not throw`,
      run: () =>
        withReceiver({ status }, async (send, receiver) => {
          equal((await send({ url: receiver.url, headers, body, timeout })).status, status, 'the status')
          equal(receiver.received.length, 1, 'how often it was sent')
        }),
    })),
    {
      name: 'follows no redirect',
      run: () =>
        withReceiver({ status: 200 }, (_, target) =>
          withReceiver({ redirectTo: target.url }, async (send, receiver) => {
            const { status } = await send({ url: receiver.url, headers, body, timeout })
            equal(status >= 200 && status < 300, false, 'whether a redirect counts as delivered')
            equal(target.received.length, 0, 'how often the target was called')
          }),
        ),
    },
    {
      name: 'gives up when there is no answer in time',
      run: () =>
        withReceiver('silent', async (send, receiver) => {
          equal(await rejects(send({ url: receiver.url, headers, body, timeout: 50 })), true, 'whether it rejects')
        }),
    },
    {
      name: 'rejects when nobody listens',
      run: async () => {
        const receiver = await startReceiver({ status: 200 })
        await receiver.close()
        equal(await rejects(makeSender()({ url: receiver.url, headers, body, timeout })), true, 'whether it rejects')
      },
    },
  ]
}

async function rejects(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => false,
    () => true,
  )
}
