import { useMockNow } from '../control/mock-clock.ts'
import type { StudioTask } from '../control/types.ts'
import { Badge } from '../ui/badge.tsx'
import { spanText, timeText } from '../ui/texts.ts'
import { Thumbnail } from './media.tsx'
import { endOf, isEnded, statusAt } from './status.ts'
import type { TimeScale } from './time-scale.ts'
import { Lane } from './waterfall.tsx'

interface Given {
  task: StudioTask
  title: string
  scale: TimeScale
  /** Whether the list rests. */
  still: boolean
}

export function TaskRow({ task, title, scale, still }: Given) {
  const now = useMockNow(!isEnded(task.status))
  const { status } = statusAt(task, now)
  const end = endOf(task)
  return (
    <div className="task-row">
      <Thumbnail task={task} status={status} still={still} />
      <div className="task-words">
        <p className="task-title">{title}</p>
        <p className="task-sub">
          <Badge status={status} />
          <code>{task.operation}</code>
          <span className="task-when">{timeText(task.create_time)}</span>
        </p>
      </div>
      <Lane task={task} scale={scale} now={now} />
      <span className="task-time">{end !== undefined && isEnded(status) ? spanText(end - task.create_time) : spanText(now - task.create_time)}</span>
    </div>
  )
}
