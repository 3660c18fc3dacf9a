export const official = 'https://api-singapore.klingai.com'

export interface Answer {
  status: number
  body: any
  headers: Headers
}

/** Sends a request as an app would. */
export async function call(method: 'GET' | 'POST', url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { authorization: 'Bearer any', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}

export const fox = { model_name: 'kling-v3', prompt: 'A fox in the snow' }
