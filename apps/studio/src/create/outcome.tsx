import { isKlingError, type KlingApiError } from '@klingkit/client'
import { useQuery } from '@tanstack/react-query'
import { useObservable } from '../control/observable.ts'
import { controlQueries } from '../control/queries.ts'
import { taskList } from '../control/task-store.ts'
import type { OfferedOperation, View } from '../control/types.ts'
import { credentials, klingFor, klingQueries } from '../kling.ts'
import { hrefOf } from '../route.ts'
import { Media } from '../tasks/media.tsx'
import { Badge } from '../ui/badge.tsx'
import { JsonView } from '../ui/json-view.tsx'
import type { Send } from './use-send.ts'

/** What came of it. */
export function Outcome({ operation, send, served }: { operation: OfferedOperation; send: Send; served: View }) {
  if (send.error) return <Refused error={send.error} />
  if (!send.data) {
    return (
      <div className="placeholder">
        <h2>Answer</h2>
        <p className="hint">Send the request, and its answer stands here.</p>
      </div>
    )
  }
  return (
    <div className="stack">
      <h2>Answer</h2>
      {operation.kind === 'async task' && <Watched key={send.data['task_id'] ?? send.data['id']} created={send.data} served={served} />}
      <JsonView value={send.data} label="Answer of the API" />
    </div>
  )
}

/** The task just created, watched until its end as an application does. */
function Watched({ created, served }: { created: Record<string, any>; served: View }) {
  const key = useObservable(credentials)
  const { tasks } = useObservable(taskList)
  const id: string = created['task_id'] ?? created['id']
  const options = klingQueries(klingFor(served, key) as any).task(created as any, { interval: 1000 })
  const { data = created, error } = useQuery(options as any) as { data?: Record<string, any>; error: Error | null }
  const status: string = String(data['task_status'] ?? data['status'])
  const shown = tasks.find((task) => task.id === id)
  return (
    <div className="stack" aria-live="polite">
      <p className="facts">
        <Badge status={status.startsWith('succeed') ? 'succeeded' : status} />
        <a href={hrefOf('tasks', id)}>Look at task {id}</a>
      </p>
      {error && <p className="reason">{error.message}</p>}
      {shown && shown.outputs.length > 0 && <Media outputs={shown.outputs} />}
    </div>
  )
}

function Refused({ error }: { error: Error }) {
  const { data: words } = useQuery(controlQueries.words)
  const { klingCode, status, request_id } = error as Partial<KlingApiError>
  const known = words?.codes.find(({ code }) => code === klingCode)
  return (
    <div className="stack" role="alert">
      <h2>Refused</h2>
      <p className="facts">
        <Badge status="failed">{error.name}</Badge>
        {klingCode !== undefined && <code>code {klingCode}</code>}
        {status !== undefined && <code>HTTP {status}</code>}
        {isKlingError(error) && <code>{error.code}</code>}
      </p>
      <p className="reason">{error.message}</p>
      {known && <p>{known.fix}</p>}
      {request_id && (
        <p className="hint">
          request <code>{request_id}</code>
        </p>
      )}
    </div>
  )
}
