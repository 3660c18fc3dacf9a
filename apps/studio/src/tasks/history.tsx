import type { TaskState } from '../control/types.ts'
import { Badge } from '../ui/badge.tsx'
import { spanText, timeText } from '../ui/texts.ts'

/** What has happened to a task, and what will, as long as nobody steps in. */
export function History({ states, now }: { states: readonly TaskState[]; now: number }) {
  return (
    <ol className="history" aria-label="Life of the task">
      {states.map(({ status, updatedAt }, index) => (
        <li key={status} className={updatedAt > now ? 'ahead' : ''}>
          <Badge status={status} />
          <time dateTime={new Date(updatedAt).toISOString()}>{timeText(updatedAt)}</time>
          <span className="hint">
            {updatedAt > now ? `in ${spanText(updatedAt - now)}` : index === 0 ? '' : `after ${spanText(updatedAt - states[0]!.updatedAt)}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
