import { isObject } from '../json/paths.js'
import { refusalIn } from '../judge/envelope.js'

type KlingError = { code: number; message: string }

/** The code and message of a refusal, in whatever form it is there. */
export function klingErrorOf(received: unknown): KlingError | undefined | Promise<KlingError | undefined> {
  if (received instanceof Response) {
    return received
      .clone()
      .json()
      .then(
        (body) => refusalIn(body),
        () => undefined,
      )
  }
  if (received instanceof Error) {
    const { code, message, cause } = received as Error & { code?: unknown; cause?: unknown }
    if (typeof code === 'number' && code !== 0) return { code, message }
    return cause instanceof Error ? klingErrorOf(cause) : undefined
  }
  if (!isObject(received)) return undefined
  return refusalIn(received) ?? refusalIn(received.body) ?? refusalIn(received.data)
}
