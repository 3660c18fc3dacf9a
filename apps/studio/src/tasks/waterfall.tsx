import { mockNow } from '../control/mock-clock.ts'
import type { StudioTask } from '../control/types.ts'
import { spanText, timeText } from '../ui/texts.ts'
import { endOf, isEnded, statusAt } from './status.ts'
import { placeAt, type TimeScale, timeScale } from './time-scale.ts'

/** The time that the lanes of the rows in sight share. */
export function scaleOf(tasks: readonly StudioTask[]): TimeScale {
  const now = mockNow()
  return timeScale(tasks.map((task) => ({ from: task.create_time, to: Math.max(task.create_time, endOf(task) ?? now) })))
}

export function Axis({ scale }: { scale: TimeScale }) {
  const { busy, shortened } = scale
  const from = busy[0]!.from
  const to = busy.at(-1)!.to
  return (
    <div className="axis" aria-hidden="true">
      <span>Task</span>
      <span className="axis-lane">
        <time>{timeText(from)}</time>
        <span className="axis-middle">{shortened ? 'idle time left out' : spanText(to - from)}</span>
        <time>{timeText(to)}</time>
      </span>
      <span className="task-time">Took</span>
    </div>
  )
}

/** The life of one task: waiting, running, and what is still to come in outline. */
export function Lane({ task, scale, now }: { task: StudioTask; scale: TimeScale; now: number }) {
  const { states } = task
  const end = endOf(task) ?? Math.max(now, scale.busy.at(-1)!.to)
  const piece = (key: string, kind: string, from: number, to: number) => {
    const left = placeAt(scale, from)
    return <span key={key} className={`lane-piece ${kind}`} style={{ left: `${left}%`, width: `${placeAt(scale, to) - left}%` }} />
  }
  const pieces = states
    .filter(({ status }) => !isEnded(status))
    .map((state, index) => ({ status: state.status, from: state.updatedAt, to: states[index + 1]?.updatedAt ?? end }))
  const { status } = statusAt(task, now)
  return (
    <span className={`lane ${status}`} aria-hidden="true">
      {pieces.map(({ status: kind, from, to }) => piece(`${kind} ahead`, `ahead ${kind}`, from, to))}
      {pieces.filter(({ from }) => from <= now).map(({ status: kind, from, to }) => piece(kind, kind, from, Math.min(to, now)))}
      {isEnded(status) && <span className={`lane-end ${status}`} style={{ left: `${placeAt(scale, end)}%` }} />}
    </span>
  )
}
