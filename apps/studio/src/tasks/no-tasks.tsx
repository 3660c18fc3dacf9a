import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { controlApi } from '../control/control-api.ts'
import { useObservable } from '../control/observable.ts'
import { controlQueries } from '../control/queries.ts'
import { CredentialField, useReadyToSend } from '../create/credential-field.tsx'
import { credentials, klingFor } from '../kling.ts'
import { go, hrefOf } from '../route.ts'
import { attempt } from '../ui/attempt.ts'
import { Empty } from '../ui/empty.tsx'
import { useView } from '../view-select.tsx'
import { someTasks } from './some-tasks.ts'
import { useFirstTask } from './use-first-task.ts'

/** What to do first. */
export function NoTasks() {
  const { served } = useView()
  const key = useObservable(credentials)
  const { data: operations = [] } = useQuery(controlQueries.operations(served))
  const { data: health } = useQuery(controlQueries.health)
  const ready = useReadyToSend()
  const first = useFirstTask(klingFor(served, key), served)
  if (health && health.mode !== 'simulate') return <NothingLives mode={health.mode} />
  return (
    <Empty
      title="Nothing has been created yet"
      action={
        <>
          <Button className="button primary" isDisabled={first.isPending || !first.isReady || !ready} onPress={() => first.send()}>
            Create a first video
          </Button>
          <Button className="button" onPress={() => go('create')}>
            Choose what to send…
          </Button>
          <Button className="button" onPress={() => attempt(async () => controlApi.seed(await someTasks(operations, served)), 'Some tasks are laid out')}>
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
        <li>
          <a href={hrefOf('faults')}>Make the next one fail</a>, <a href={hrefOf('callbacks')}>look at its signed callback</a>, move the clock, copy the code.
        </li>
      </ol>
      <CredentialField />
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
