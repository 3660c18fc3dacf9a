import { useQuery } from '@tanstack/react-query'
import { Button, Dialog, DialogTrigger, Form, Group, Input, Label, ListBox, ListBoxItem, TextField } from 'react-aria-components'
import { controlApi } from '../control/control-api.ts'
import { controlQueries } from '../control/queries.ts'
import type { StudioTask } from '../control/types.ts'
import { attempt } from '../ui/attempt.ts'
import { Icon } from '../ui/icon.tsx'
import { ItemText } from '../ui/item-text.tsx'
import { Pop } from '../ui/pop.tsx'

/** Lets a task fail: at one click as most do, or for a reason one chooses or words. */
export function FailButton({ task: { id, operation } }: { task: StudioTask }) {
  const { data: words } = useQuery(controlQueries.words)
  const reasons = (words?.failures ?? []).filter(({ operations }) => !operations || operations.includes(operation))
  const fail = (reason?: string) => attempt(() => controlApi.fail(id, reason), 'The task has failed')
  return (
    <Group className="joined" aria-label="Fail">
      <Button className="button bad" onPress={() => fail()}>
        <Icon name="cross" /> Fail
      </Button>
      <DialogTrigger>
        <Button className="button square" aria-label="Fail for a reason of your choice">
          <Icon name="down" />
        </Button>
        <Pop placement="bottom end">
          <Dialog className="dialog wide" aria-label="Why the task fails">
            {({ close }) => {
              const choose = (reason: string) => {
                close()
                void fail(reason)
              }
              return (
                <>
                  <h3 id="documented-failures">Documented failures</h3>
                  <ListBox
                    className="list"
                    autoFocus="first"
                    aria-labelledby="documented-failures"
                    items={reasons}
                    onAction={(name) => choose(reasons.find((each) => each.name === name)!.text)}
                  >
                    {({ name, text, when }) => (
                      <ListBoxItem className="list-item" id={name} textValue={text}>
                        <ItemText about={`${name}: ${when}`}>{text}</ItemText>
                      </ListBoxItem>
                    )}
                  </ListBox>
                  <Form
                    className="form-row"
                    onSubmit={(event) => {
                      event.preventDefault()
                      choose(String(new FormData(event.currentTarget).get('reason')).trim())
                    }}
                  >
                    <TextField className="field grow" name="reason" isRequired>
                      <Label>Or in words of your own</Label>
                      <Input placeholder="What the task says" autoComplete="off" />
                    </TextField>
                    <Button type="submit" className="button">
                      Fail with these words
                    </Button>
                  </Form>
                  <p className="hint">A failed task carries a text and no code; codes belong to requests that are refused, under Faults.</p>
                </>
              )
            }}
          </Dialog>
        </Pop>
      </DialogTrigger>
    </Group>
  )
}
