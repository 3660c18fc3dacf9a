import { useMutation, useQuery } from '@tanstack/react-query'
import { controlQueries } from '../control/queries.ts'
import type { ExampleRequest, View } from '../control/types.ts'
import { mutationAt, type StudioKling } from '../kling.ts'
import { go } from '../route.ts'
import { say } from '../ui/announce.tsx'
import { parseExactly } from '../ui/json-lines.ts'

/** Sends the smallest documented request for a video, and shows what came of it. */
export function useFirstTask(kling: StudioKling, view: View) {
  const { data: operations } = useQuery(controlQueries.operations(view))
  const operation = operations?.find(({ kind, status }) => kind === 'async task' && status === 'current')
  const { data: examples } = useQuery({ ...controlQueries.examples(view, operation?.id ?? ''), enabled: operation !== undefined })
  const create = useMutation<Record<string, any>, Error, unknown>({
    ...(operation ? (mutationAt(kling, operation.call, {}) as { mutationFn: (body: unknown) => Promise<Record<string, any>> }) : {}),
    retry: false,
  })
  const send = () =>
    create.mutate(parseExactly((examples as ExampleRequest[])[0]!.text), {
      onSuccess: (task) => go('tasks', task['task_id'] ?? task['id']),
      onError: (error) => say(error.message, true),
    })
  return { send, isPending: create.isPending, isReady: examples !== undefined && examples.length > 0 }
}
