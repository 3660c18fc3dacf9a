import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { controlApi } from '../control/control-api.ts'
import { useObservable } from '../control/observable.ts'
import { controlQueries } from '../control/queries.ts'
import type { OfferedOperation } from '../control/types.ts'
import { apiKey, klingFor } from '../kling.ts'
import { go } from '../route.ts'
import { attempt } from '../ui/attempt.ts'
import { Empty } from '../ui/empty.tsx'
import { useView } from '../view-select.tsx'
import { useFirstTask } from './use-first-task.ts'

/** What to do first. */
export function NoTasks() {
  const { served } = useView()
  const key = useObservable(apiKey)
  const { data: operations = [] } = useQuery(controlQueries.operations(served))
  const { data: health } = useQuery(controlQueries.health)
  const first = useFirstTask(klingFor(served, key), served)
  if (health && health.mode !== 'simulate') return <NothingLives mode={health.mode} />
  return (
    <Empty
      title="Nothing has been created yet"
      action={
        <>
          <Button className="button primary" isDisabled={first.isPending || !first.isReady} onPress={() => first.send()}>
            Create a first video
          </Button>
          <Button className="button" onPress={() => go('create')}>
            Choose what to send…
          </Button>
          <Button className="button" onPress={() => attempt(() => controlApi.seed(someTasks(operations)), 'Some tasks are laid out')}>
            Fill it with some tasks
          </Button>
        </>
      }
    >
      <p>This is the studio of kling-mock, a Kling AI API on your machine. Nothing here leaves the machine, and nothing costs money.</p>
      <ol>
        <li>
          Create a task, from here or by pointing your application at <code className="address big">{location.origin}</code>
        </li>
        <li>Watch it run; its video plays right in the list.</li>
        <li>Make the next one fail, move the clock, look at the callback, copy the code.</li>
      </ol>
    </Empty>
  )
}

/** In the other modes nothing is created; what came in can be seen all the same. */
function NothingLives({ mode }: { mode: string }) {
  return (
    <Empty
      title="No tasks live in this mock"
      action={
        <Button className="button primary" onPress={() => go('requests')}>
          Look at the requests
        </Button>
      }
    >
      <p>
        It runs in the mode <code>{mode}</code>:{' '}
        {mode === 'replay' ? 'every answer is a documented example, and nothing is remembered.' : 'every request is passed on to another server.'} Requests are
        listed, with what was wrong with them.
      </p>
      <p>
        Started without <code>--mode {mode}</code>, tasks are created, run, and can be watched here.
      </p>
    </Empty>
  )
}

/** A few tasks of several kinds and ends; the mock knows what their bodies look like. */
function someTasks(operations: readonly OfferedOperation[]) {
  const creates = operations.filter(({ kind, status }) => kind === 'async task' && status === 'current')
  const firsts = creates.filter(({ tag }, index) => index === creates.findIndex((other) => other.tag === tag)).map(({ id }) => id)
  return {
    tasks: firsts.flatMap((operation, index) => [
      { operation, count: 4 },
      ...(index < 2 ? [{ operation, status: 'failed', count: 2 }] : []),
      ...(index === 1 ? [{ operation, status: 'processing', stays: true, count: 2 }] : []),
    ]),
  }
}
