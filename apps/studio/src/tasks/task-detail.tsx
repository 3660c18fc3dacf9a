import { Button } from 'react-aria-components'
import { callbackList } from '../control/callback-store.ts'
import { useMockNow } from '../control/mock-clock.ts'
import { useObservable } from '../control/observable.ts'
import type { StudioTask } from '../control/types.ts'
import { draftOf } from '../create/draft.ts'
import { go, hrefOf } from '../route.ts'
import { Badge } from '../ui/badge.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { JsonView } from '../ui/json-view.tsx'
import { TabGroup } from '../ui/tabs.tsx'
import { numberText } from '../ui/texts.ts'
import { ApiAnswer } from './api-answer.tsx'
import { History } from './history.tsx'
import { Media } from './media.tsx'
import { isEnded, statusAt } from './status.ts'
import { TaskActions } from './task-actions.tsx'
import { TaskCode } from './task-code.tsx'
import { useTitles } from './use-titles.ts'

export function TaskDetail({ task }: { task: StudioTask }) {
  const now = useMockNow(!isEnded(task.status))
  const state = statusAt(task, now)
  const ended = isEnded(state.status)
  const title = useTitles()(task)
  const { deliveries } = useObservable(callbackList)
  const own = deliveries.filter(({ taskId }) => taskId === task.id)
  const sendAgain = () => {
    draftOf.set({ operation: task.operation, text: JSON.stringify(task.body, undefined, 2) })
    go('create', task.operation)
  }
  return (
    <article className="detail" aria-label={`Task ${task.id}`}>
      <header className="detail-head">
        <h2>{title}</h2>
        <p className="facts">
          <Badge status={state.status} />
          <code>{task.operation}</code>
          <span className="id">
            <code>{task.id}</code>
            <CopyButton text={task.id} what="the id of the task" />
          </span>
          {task.external_id && (
            <span>
              external id <code className="address">{task.external_id}</code>
            </span>
          )}
          <span>
            {ended && state.status === 'failed'
              ? 'costs nothing'
              : `${numberText(task.units)} ${task.units === 1 ? 'unit' : 'units'}${ended ? '' : ' when it succeeds'}`}
          </span>
        </p>
        {state.message && <p className="reason">{state.message}</p>}
        <div className="button-row">
          <TaskActions task={task} ended={ended} />
          <Button className="button" onPress={sendAgain}>
            <Icon name="again" /> Send again…
          </Button>
        </div>
      </header>
      {task.outputs.length > 0 && <Media outputs={task.outputs} />}
      <History states={task.states} now={now} />
      {task.callback_url && (
        <p className="facts">
          <span>
            Calls back <code className="address">{task.callback_url}</code>
          </span>
          {own.length === 0 ? 'nothing sent yet' : <a href={hrefOf('callbacks', own[0]!.id)}>{own.length === 1 ? '1 callback' : `${own.length} callbacks`}</a>}
        </p>
      )}
      <TabGroup
        label="More of this task"
        tabs={[
          { id: 'body', label: 'Body', content: <JsonView value={task.body} label="Body that was sent" /> },
          { id: 'code', label: 'Code', content: <TaskCode task={task} /> },
          { id: 'answer', label: 'API answer', content: <ApiAnswer task={task} status={state.status} /> },
        ]}
      />
    </article>
  )
}
