/** One answer: an envelope, an error to be thrown, or nothing at all (it hangs until it is aborted). */
export interface ScriptedAnswer {
  status?: number
  /** The body; an object becomes JSON. */
  body?: unknown
  headers?: Record<string, string>
  /** Thrown in place of an answer. */
  lost?: Error
  hangs?: boolean
}

export interface SeenRequest {
  url: string
  method: string
  headers: Headers
  body: string | undefined
}

export const success = (data: unknown = {}): ScriptedAnswer => ({ body: { code: 0, message: 'SUCCEED', request_id: 'r-1', data } })
export const refusal = (status: number, code: number, message = 'no', headers: Record<string, string> = {}): ScriptedAnswer => ({
  status,
  headers,
  body: { code, message, request_id: 'r-2' },
})

/** A fetch that gives these answers in turn, the last one again and again, and keeps what was asked. */
export function scriptedFetch(...answers: ScriptedAnswer[]) {
  const requests: SeenRequest[] = []
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { status = 200, body, headers, lost, hangs } = answers[Math.min(requests.length, answers.length - 1)]!
    requests.push({ url, method: init.method!, headers: new Headers(init.headers), body: init.body as string | undefined })
    if (hangs) await new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(init.signal!.reason)))
    if (lost) throw lost
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, ...(headers ? { headers } : {}) })
  }
  return { fetch, requests }
}
