import { useCallback, useMemo, useState } from 'react'
import { connection } from '../control/live.ts'
import { mockNow } from '../control/mock-clock.ts'
import { useObservable } from '../control/observable.ts'
import { mostShown, taskList } from '../control/task-store.ts'
import { go, hrefOf, usePlace } from '../route.ts'
import { Split } from '../ui/split.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { type Filter, fits } from './filter.ts'
import { NoTasks } from './no-tasks.tsx'
import { TaskDetail } from './task-detail.tsx'
import { TaskRow } from './task-row.tsx'
import { TaskToolbar } from './task-toolbar.tsx'
import { useTitles } from './use-titles.ts'
import { Axis, scaleOf } from './waterfall.tsx'

const select = (id: string) => go('tasks', id, { replace: true })

/** Everything that was created, newest first, as it lives. */
export function TasksPage() {
  const { item } = usePlace()
  const { tasks, complete } = useObservable(taskList)
  const state = useObservable(connection)
  const titleOf = useTitles()
  const [filter, setFilter] = useState<Filter>({ status: 'all', text: '' })
  const [sight, setSight] = useState<[first: number, last: number]>([0, 0])
  const shown = useMemo(() => {
    const now = mockNow()
    return filter.status === 'all' && filter.text === '' ? tasks : tasks.filter((task) => fits(task, filter, now))
  }, [tasks, filter])
  const onSight = useCallback((first: number, last: number) => setSight([first, last]), [])
  const scale = useMemo(() => scaleOf(shown.slice(sight[0], sight[1] + 1)), [shown, sight])
  const chosen = item === undefined ? undefined : tasks.find(({ id }) => id === item)

  if (tasks.length === 0) return complete && state !== 'opening' ? <NoTasks /> : <p className="waiting">Reading the tasks of the mock…</p>
  const list = (
    <>
      <TaskToolbar filter={filter} onFilter={setFilter} shown={shown.length} all={tasks.length} />
      <Axis scale={scale} />
      {shown.length === 0 ? (
        <p className="waiting">No task fits. There are {tasks.length} in all.</p>
      ) : (
        <VirtualList
          label="Tasks"
          items={shown}
          rowHeight={56}
          keyOf={({ id }) => id}
          selected={item}
          onSelect={select}
          scope={`${filter.status} ${filter.text}`}
          onSight={onSight}
        >
          {(task, still) => <TaskRow task={task} title={titleOf(task)} scale={scale} still={still} />}
        </VirtualList>
      )}
      {tasks.length >= mostShown && <p className="foot">The newest {mostShown.toLocaleString('en')} tasks. Older ones are there all the same, for the API.</p>}
    </>
  )
  return <Split title="Tasks" list={list} detail={chosen && <TaskDetail key={chosen.id} task={chosen} />} backHref={hrefOf('tasks')} />
}
