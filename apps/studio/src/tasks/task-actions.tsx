import { Button, Group } from 'react-aria-components'
import { controlApi } from '../control/control-api.ts'
import type { StudioTask } from '../control/types.ts'
import { attempt } from '../ui/attempt.ts'
import { Icon } from '../ui/icon.tsx'
import { FailButton } from './fail-button.tsx'

/** Steps in: success, failure, or the next status. */
export function TaskActions({ task, ended }: { task: StudioTask; ended: boolean }) {
  const { id } = task
  if (ended) return null
  return (
    <Group className="button-row" aria-label="Step in">
      <Button className="button good" onPress={() => attempt(() => controlApi.succeed(id), 'The task has succeeded')}>
        <Icon name="check" /> Succeed
      </Button>
      <FailButton task={task} />
      <Button className="button" onPress={() => attempt(() => controlApi.advance(id), 'The task has moved on')}>
        <Icon name="step" /> Advance
      </Button>
    </Group>
  )
}
