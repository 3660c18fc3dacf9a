import http from 'node:http'
import https from 'node:https'
import type { CallbackSender } from '@klingkit/simulator'

/**
 * Posts callbacks and tells the status of the answer. Redirects are not followed: they would lead past the list of allowed hosts. The answer itself is not read; receivers may say what they like.
 */
export function createCallbackSender(): { send: CallbackSender; close(): void } {
  const open = new Set<http.ClientRequest>()
  const send: CallbackSender = ({ url, headers, body, timeout }) =>
    new Promise((resolve, reject) => {
      const { request } = url.startsWith('https:') ? https : http
      const sent = request(url, {
        method: 'POST',
        agent: false,
        headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'kling-mock' },
      })
      open.add(sent)
      const late = setTimeout(() => sent.destroy(new Error(`no answer within ${timeout} ms`)), timeout)
      sent.on('response', (response) => {
        resolve({ status: response.statusCode ?? 0 })
        response.destroy()
      })
      sent.on('error', reject)
      sent.on('close', () => {
        clearTimeout(late)
        open.delete(sent)
      })
      sent.end(body)
    })
  const close = () => {
    for (const sent of open) sent.destroy(new Error('the mock was closed'))
  }
  return { send, close }
}
