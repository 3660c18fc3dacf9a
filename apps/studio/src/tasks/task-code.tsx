import { useQuery } from '@tanstack/react-query'
import { controlQueries } from '../control/queries.ts'
import type { StudioTask } from '../control/types.ts'
import { Snippets } from '../create/snippets.tsx'
import { useView, viewNames } from '../view-select.tsx'

/** How an application would have created this task, by the view that is chosen. */
export function TaskCode({ task }: { task: StudioTask }) {
  const { view, served } = useView()
  const { data: operations } = useQuery(controlQueries.operations(view))
  const operation = operations?.find(({ id }) => id === task.operation)
  if (!operations) return <p className="waiting">Loading…</p>
  if (!operation) return <p className="hint">{viewNames[view]} does not relay this operation. Choose another view at the top.</p>
  return <Snippets operation={operation} body={task.body} view={view} served={served} />
}
