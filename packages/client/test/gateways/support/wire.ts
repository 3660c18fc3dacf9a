import { parseExact } from '../../support/contract.ts'

export interface Sent {
  url: string
  method: string
  authorization: string | null
  contentType: string | null
  body: unknown
}

/** A stand-in for the network: keeps what was sent, and answers with given bodies in turn, the last one for ever. */
export function wire(...answers: unknown[]) {
  const sent: Sent[] = []
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    sent.push({
      url,
      method: init.method!,
      authorization: headers.get('authorization'),
      contentType: headers.get('content-type'),
      body: init.body === undefined ? undefined : parseExact(String(init.body)),
    })
    const answer = answers[Math.min(sent.length, answers.length) - 1]
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer))
  }
  return { fetch, sent }
}

/** The same with another HTTP status. */
export function refusing(status: number, answer: unknown) {
  const sent: string[] = []
  const fetch = async (url: string): Promise<Response> => {
    sent.push(url)
    return new Response(JSON.stringify(answer), { status })
  }
  return { fetch, sent }
}
