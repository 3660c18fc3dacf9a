import { useMutation } from '@tanstack/react-query'
import { useObservable } from '../control/observable.ts'
import type { OfferedOperation, View } from '../control/types.ts'
import { credentials, klingFor, mutationAt, type StudioKling } from '../kling.ts'
import { readAddress } from './client-code.ts'

export interface Sending {
  body: unknown
  trouble?: string | undefined
}

/** What `create` of the client gives, as far as this page looks at it. */
export type Answer = Record<string, any>

/** Sends a request as an application does: what creates or changes by the mutation of its name, reads by `kling.request`. */
export function useSend(operation: OfferedOperation | undefined, served: View) {
  const key = useObservable(credentials)
  const kling = klingFor(served, key)
  const { mutate, isPending, data, error, variables, reset } = useMutation<Answer, Error, Sending>({
    retry: false,
    mutationFn: ({ body, trouble }) => sendBy(kling, operation!, body, trouble ? { 'kling-mock-trouble': trouble } : {}),
  })
  return { mutate, isPending, data, error, variables, forget: reset }
}

export type Send = ReturnType<typeof useSend>

const byName = ['async task', 'synchronous', 'acknowledgement']

async function sendBy(kling: StudioKling, operation: OfferedOperation, body: unknown, headers: Record<string, string>): Promise<Answer> {
  if (byName.includes(operation.kind)) {
    const { mutationFn } = mutationAt(kling, operation.call, headers) as { mutationFn: (body: unknown) => Promise<Answer> }
    return mutationFn(body)
  }
  const path = operation.path.slice(new URL(kling.baseUrl).pathname.replace(/\/$/, '').length)
  if (operation.method === 'POST') return (await kling.request({ path, method: 'POST', body: body as object }, { headers })) as unknown as Answer
  const address = readAddress(path, (body ?? {}) as Record<string, unknown>)
  return (await kling.request({ path: address.path, query: Object.fromEntries(new URLSearchParams(address.query)) }, { headers })) as unknown as Answer
}
