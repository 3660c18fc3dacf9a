import type { TaskState } from '../control/types.ts'
import { Badge } from '../ui/badge.tsx'
import { spanText, timeText } from '../ui/texts.ts'
import { isSoon } from './status.ts'

/** What has happened to a task, and what will, as long as nobody steps in. */
export function History({ states, now }: { states: readonly TaskState[]; now: number }) {
  const coming = states.filter((state) => isSoon(state, states[0]!))
  return (
    <ol className="history" aria-label="Life of the task">
      {coming.map(({ status, updatedAt }, index) => (
        <li key={status} className={updatedAt > now ? 'ahead' : ''}>
          <Badge status={status} />
          <time dateTime={new Date(updatedAt).toISOString()}>{timeText(updatedAt)}</time>
          <span className="hint">
            {updatedAt > now ? `in ${spanText(updatedAt - now)}` : index === 0 ? '' : `after ${spanText(updatedAt - states[0]!.updatedAt)}`}
          </span>
        </li>
      ))}
      {coming.length < states.length && <li className="hint">stays so until somebody steps in</li>}
    </ol>
  )
}
