import { Button, Input, SearchField } from 'react-aria-components'
import { controlApi } from '../control/control-api.ts'
import { go } from '../route.ts'
import { attempt } from '../ui/attempt.ts'
import { Choice } from '../ui/choice.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { numberText } from '../ui/texts.ts'
import type { Filter } from './filter.ts'

const statuses = [
  { id: 'all', label: 'All' },
  { id: 'running', label: 'Running' },
  { id: 'succeeded', label: 'Succeeded' },
  { id: 'failed', label: 'Failed' },
]

interface Given {
  filter: Filter
  onFilter: (filter: Filter) => void
  shown: number
  all: number
}

export function TaskToolbar({ filter, onFilter, shown, all }: Given) {
  const clear = () => attempt(controlApi.reset, 'Everything is forgotten').then((done) => done && go('tasks'))
  return (
    <div className="toolbar">
      <SearchField className="search" aria-label="Find tasks" value={filter.text} onChange={(text) => onFilter({ ...filter, text })}>
        <Input placeholder="Find tasks" />
        <Button className="button quiet square" aria-label="Clear the search">
          <Icon name="cross" />
        </Button>
      </SearchField>
      <Choice
        label="Status"
        hideLabel
        items={statuses}
        value={filter.status}
        onChange={(status) => onFilter({ ...filter, status: status as Filter['status'] })}
      />
      <p className="count">{shown === all ? `${numberText(all)} ${all === 1 ? 'task' : 'tasks'}` : `${numberText(shown)} of ${numberText(all)}`}</p>
      <span className="spring" />
      <Button className="button primary" onPress={() => go('create')}>
        Send a request
      </Button>
      <ConfirmButton
        label="Reset"
        question="Forget all tasks, rules, charges and the log? Clock and options stay."
        confirm="Forget everything"
        onConfirm={clear}
      />
    </div>
  )
}
