import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useObservable } from '../control/observable.ts'
import { controlQueries } from '../control/queries.ts'
import type { StudioTask } from '../control/types.ts'
import { CredentialField, useReadyToSend } from '../create/credential-field.tsx'
import { credentials, klingFor } from '../kling.ts'
import { JsonView } from '../ui/json-view.tsx'
import { useView } from '../view-select.tsx'

/** The task as the API tells it. Only on demand, because every read is counted and noted by the mock like that of an application. */
export function ApiAnswer({ task, status }: { task: StudioTask; status: string }) {
  const [asked, setAsked] = useState<string>()
  const { served } = useView()
  const key = useObservable(credentials)
  const ready = useReadyToSend()
  const { data: operations } = useQuery(controlQueries.operations(served))
  const read = operations?.find(({ id }) => id === operations.find((create) => create.id === task.operation)?.get)
  const base = served === 'official' ? '' : served === 'cometapi' ? '/kling' : '/v1/ai/your-endpoint/kling'
  const answer = useQuery({
    queryKey: ['answer', task.id, asked],
    enabled: asked !== undefined && read !== undefined,
    retry: false,
    queryFn: () => {
      const path = read!.path.slice(base.length)
      const kling = klingFor(served, key)
      return path.includes('{id}') ? kling.request({ path: path.replace('{id}', task.id) }) : kling.request({ path, query: { task_ids: task.id } })
    },
  })
  return (
    <div className="stack">
      <CredentialField />
      <p className="facts">
        <Button className="button" isDisabled={!read || !ready} onPress={() => setAsked(`${Date.now()}`)}>
          {asked ? 'Read it again' : 'Read it by the API'}
        </Button>
        {read ? (
          <code className="address">
            {read.method} {read.path.replace('{id}', task.id)}
          </code>
        ) : (
          'This API has no read for such a task.'
        )}
      </p>
      {answer.error && (
        <p className="reason" role="alert">
          {answer.error.message}
        </p>
      )}
      {answer.data ? (
        <JsonView value={answer.data} label="Answer of the API" />
      ) : (
        <p className="hint">Now {status}. Each read counts, as that of an application does.</p>
      )}
    </div>
  )
}
