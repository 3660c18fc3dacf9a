import { Button, Collection, ComboBox, Header, Input, Label, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components'
import type { OfferedOperation } from '../control/types.ts'
import { Icon } from '../ui/icon.tsx'
import { ItemText } from '../ui/item-text.tsx'
import { Pop } from '../ui/pop.tsx'

interface Given {
  label: string
  operations: readonly OfferedOperation[]
  value: string | undefined
  onChange: (id: string) => void
}

/** Finds an operation by any word of its id, summary or path. */
export function OperationPicker({ label, operations, value, onChange }: Given) {
  const groups = [...Map.groupBy(operations, ({ tag }) => tag)].map(([tag, items]) => ({ id: tag, items: items.toSorted((a, b) => rankOf(a) - rankOf(b)) }))
  return (
    <ComboBox
      className="field grow"
      value={value ?? null}
      onChange={(key) => key !== null && onChange(String(key))}
      defaultItems={groups}
      menuTrigger="focus"
      defaultFilter={(text, wanted) =>
        wanted
          .toLowerCase()
          .split(/\s+/)
          .every((word) => text.toLowerCase().includes(word))
      }
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input />
        <Button className="button quiet square">
          <Icon name="down" />
        </Button>
      </div>
      <Pop className="combo-list">
        <ListBox<(typeof groups)[number]> className="list" renderEmptyState={() => <p className="waiting">No such operation.</p>}>
          {({ id, items }) => (
            <ListBoxSection id={id}>
              <Header className="list-head">{id}</Header>
              <Collection items={items}>
                {(operation) => (
                  <ListBoxItem className="list-item" id={operation.id} textValue={`${operation.summary} · ${operation.path}`}>
                    <ItemText
                      about={
                        <code>
                          {operation.method} {operation.path}
                        </code>
                      }
                    >
                      {operation.summary}
                      {operation.status !== 'current' && !operation.summary.includes(operation.status) && <span className="tag warn">{operation.status}</span>}
                    </ItemText>
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </Pop>
    </ComboBox>
  )
}

/** What makes something first, reads last. */
function rankOf({ kind, method, status }: OfferedOperation): number {
  return (status === 'current' ? 0 : 3) + (kind === 'async task' ? 0 : method === 'POST' ? 1 : 2)
}
