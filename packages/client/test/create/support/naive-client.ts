import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../src/index.ts'

/** What is usual: a time limit, and again after everything that looks like a failure that may pass. */
export async function naiveCreate(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  clock: Clock,
  url: string,
  body: (id: string) => object,
  signal: AbortSignal,
): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted()
    let callOff = () => {}
    try {
      const controller = new AbortController()
      const timedOut = new Promise<never>((_, reject) => {
        callOff = clock.at(clock.now() + 60_000, () => reject(new Error('time-out')))
        signal.addEventListener('abort', () => reject(signal.reason))
      })
      const request = { method: 'POST', headers: { authorization: 'Bearer any' }, body: JSON.stringify(body(randomUUID())), signal: controller.signal }
      const receive = async () => {
        const response = await fetch(url, request)
        return { status: response.status, body: (await response.json()) as { code: number; data?: { task_id?: string; id?: string } } }
      }
      const { status, body: answer } = await Promise.race([receive(), timedOut])
      const id = answer.data?.task_id ?? answer.data?.id
      if (status < 400 && id) return id
      if (status < 500 && status !== 429) throw Object.assign(new Error(`refused: ${answer.code}`), { isFinal: true })
      throw new Error(`HTTP ${status}`)
    } catch (error) {
      if (signal.aborted || (error as { isFinal?: boolean }).isFinal || attempt === 3) throw error
      await new Promise<void>((resolve) => void clock.at(clock.now() + 500 * 2 ** attempt, resolve))
    } finally {
      callOff()
    }
  }
}
