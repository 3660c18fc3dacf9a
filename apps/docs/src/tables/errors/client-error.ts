import { createKling, isKlingError, KlingApiError } from '@klingkit/client'

export interface ClientError {
  /** `KlingBalanceError`. */
  name: string
  /** `KLING_BALANCE`. */
  code: string
  /** The retry class that it names. */
  retry?: string
}

/** The error that the client throws for an answer; found out by giving it that answer. */
export async function clientError(status: number, body: unknown): Promise<ClientError> {
  const fetch = async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  const kling = createKling({ apiKey: 'any', fetch, retry: false })
  try {
    await kling.v1.videos.text2video.get('1')
  } catch (error) {
    if (isKlingError(error)) return { name: error.name, code: error.code, ...(KlingApiError.is(error) && { retry: error.retry }) }
    throw error
  }
  throw new Error(`The client takes a ${status} for a success`)
}
