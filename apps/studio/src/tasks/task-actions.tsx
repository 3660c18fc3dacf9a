import { useQuery } from '@tanstack/react-query'
import { Button, Group, Menu, MenuItem, MenuTrigger, Text } from 'react-aria-components'
import { controlApi } from '../control/control-api.ts'
import { controlQueries } from '../control/queries.ts'
import { attempt } from '../ui/attempt.ts'
import { Icon } from '../ui/icon.tsx'
import { Pop } from '../ui/pop.tsx'

/** Steps in: the next status, success, or failure for one of the documented reasons. */
export function TaskActions({ id, ended }: { id: string; ended: boolean }) {
  const { data: words } = useQuery(controlQueries.words)
  if (ended) return null
  return (
    <Group className="button-row" aria-label="Step in">
      <Button className="button good" onPress={() => attempt(() => controlApi.succeed(id), 'The task has succeeded')}>
        <Icon name="check" /> Succeed
      </Button>
      <MenuTrigger>
        <Button className="button bad">
          <Icon name="cross" /> Fail <Icon name="down" />
        </Button>
        <Pop>
          <Menu
            className="list"
            aria-label="Why it fails"
            items={words?.failures ?? []}
            onAction={(name) => attempt(() => controlApi.fail(id, words?.failures.find((each) => each.name === name)?.text), 'The task has failed')}
          >
            {({ name, text, when }) => (
              <MenuItem className="list-item" id={name} textValue={text}>
                <Text slot="label">{text}</Text>
                <Text slot="description" className="hint">
                  {name}: {when}
                </Text>
              </MenuItem>
            )}
          </Menu>
        </Pop>
      </MenuTrigger>
      <Button className="button" onPress={() => attempt(() => controlApi.advance(id), 'The task has moved on')}>
        <Icon name="step" /> Advance
      </Button>
    </Group>
  )
}
