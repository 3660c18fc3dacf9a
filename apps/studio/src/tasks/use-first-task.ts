import { useMutation, useQuery } from '@tanstack/react-query'
import { receiverUrl } from '../control/control-api.ts'
import { controlQueries } from '../control/queries.ts'
import type { ExampleRequest, View } from '../control/types.ts'
import { parseExactly, placeOf, withMember } from '../create/exact-json.ts'
import { mutationAt, type StudioKling } from '../kling.ts'
import { go } from '../route.ts'
import { say } from '../ui/announce.tsx'

/** Sends the smallest documented request for a video, and shows what came of it. */
export function useFirstTask(kling: StudioKling, view: View) {
  const { data: operations } = useQuery(controlQueries.operations(view))
  const operation = operations?.find(({ kind, status }) => kind === 'async task' && status === 'current')
  const { data: examples } = useQuery({ ...controlQueries.examples(view, operation?.id ?? ''), enabled: operation !== undefined })
  const bodies = (examples ?? []).map(({ text }: ExampleRequest) => parseExactly(text))
  const create = useMutation<Record<string, any>, Error, unknown>({
    ...(operation ? (mutationAt(kling, operation.call, {}) as { mutationFn: (body: unknown) => Promise<Record<string, any>> }) : {}),
    retry: false,
  })
  const send = () =>
    create.mutate(bodies[0], {
      onSuccess: (task) => go('tasks', task['task_id'] ?? task['id']),
      onError: (error) => say(error.message, true),
    })
  /** The same, told of to this mock. */
  const sendWithCallback = () =>
    create.mutate(withMember(bodies[0] as Record<string, any>, placeOf('callback_url', bodies) ?? ['callback_url'], receiverUrl()), {
      onError: (error) => say(error.message, true),
    })
  return { send, sendWithCallback, isPending: create.isPending, isReady: bodies.length > 0 }
}
