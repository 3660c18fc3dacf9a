export interface Reply {
  status: number
  headers: Headers
  text: string
  /** The body, where it is JSON. */
  json: any
}

export interface Question {
  method?: string
  headers?: Record<string, string>
  /** An object is sent as JSON, text and bytes as they are. */
  body?: unknown
}

/** Asks the mock as a client would: with a credential, and with JSON. A header that is set to '' is left out. */
export async function ask(mock: { url: string }, path: string, { method, headers = {}, body }: Question = {}): Promise<Reply> {
  const all = { authorization: 'Bearer any', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }
  const answer = await fetch(`${mock.url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as NonNullable<RequestInit['body']>) : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, json: jsonOf(text) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
