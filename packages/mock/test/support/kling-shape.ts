import { expect } from 'vitest'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A refusal of Kling: code, message and request id, nothing else. */
export function refusalOf(code: number, message: unknown = expect.any(String)): unknown {
  return { code, message, request_id: expect.stringMatching(uuid) }
}

/** The same as CometAPI passes it on. */
export function nestedRefusalOf(code: number, message: unknown = expect.any(String)): unknown {
  return { message, data: { data: refusalOf(code, message), message } }
}

/** What Kling's framework says to a path it does not know. */
export function unroutedAt(path: string): unknown {
  return {
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
    status: 404,
    error: 'Not Found',
    message: 'No message available',
    path,
  }
}

/** Whether a body is one that Kling could have sent: its envelope, or its framework's answer to unknown paths. */
export function isKlingShape(status: number, body: string): boolean {
  const value = parsed(body)
  if (value === null || typeof value !== 'object') return false
  if ('timestamp' in value) return status === 404 && value.status === 404 && Object.keys(value).join() === 'timestamp,status,error,message,path'
  // CometAPI relays a refusal two levels down.
  if (status >= 400 && value.data?.data) return isKlingShape(status, JSON.stringify(value.data.data))
  return Number.isInteger(value.code) && typeof value.message === 'string' && typeof value.request_id === 'string' && (value.code === 0) === (status === 200)
}

function parsed(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
