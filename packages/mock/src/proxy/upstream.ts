import type { Answer } from '../answers.js'
import type { PlainRequest } from '../replay.js'
import { parseTarget } from '../request-target.js'

/** What belongs to one connection, and what the next one sets itself. */
const ownHeaders = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade host content-length expect accept-encoding content-encoding'.split(
    ' ',
  ),
)
const name = '1.1 kling-mock'
const timeout = 120_000

/** The server behind cannot be reached, or must not be asked. */
export class UpstreamError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** Passes a request on, with the credential of the client and nothing else of ours; redirections go back to the client. @throws UpstreamError */
export async function passOn(upstream: URL, { method, url, headers, body }: PlainRequest): Promise<Answer & { body: Buffer }> {
  if (headers.via?.includes('kling-mock')) throw new UpstreamError(508, 'the request has come through this proxy already: upstream leads back here')
  const address = addressOf(upstream, url)
  const sent = Object.fromEntries(Object.entries(headers).filter(([header, value]) => !ownHeaders.has(header) && value !== undefined)) as Record<string, string>
  const hasBody = body !== undefined && body.length > 0 && method !== 'GET' && method !== 'HEAD'
  try {
    const response = await fetch(address, {
      method,
      headers: { ...sent, via: name },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      ...(hasBody ? { body: body as Uint8Array<ArrayBuffer> } : {}),
    })
    const received = Object.fromEntries([...response.headers].filter(([header]) => !ownHeaders.has(header)))
    return {
      status: response.status,
      headers: { ...received, via: received.via ? `${received.via}, ${name}` : name },
      body: Buffer.from(await response.arrayBuffer()),
    }
  } catch (error) {
    const { name: kind, cause, message } = error as Error & { cause?: NodeJS.ErrnoException }
    if (kind === 'TimeoutError') throw new UpstreamError(504, 'upstream did not answer in time')
    throw new UpstreamError(502, `upstream cannot be reached: ${cause?.code ?? cause?.message ?? message}`)
  }
}

/** Below the upstream's own path, whatever the request line says. */
function addressOf(upstream: URL, target: string): URL {
  const { path, query } = parseTarget(target)
  const base = upstream.pathname.replace(/\/+$/, '')
  const search = String(query)
  const address = new URL(`${upstream.origin}${base}${path}${search === '' ? '' : `?${search}`}`)
  if (address.origin !== upstream.origin || !address.pathname.startsWith(`${base}/`)) throw new UpstreamError(400, 'the path leads out of upstream')
  return address
}
