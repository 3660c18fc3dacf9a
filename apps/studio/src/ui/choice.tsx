import { Button, Label, ListBox, ListBoxItem, Select, SelectValue } from 'react-aria-components'
import { Icon } from './icon.tsx'
import { ItemText } from './item-text.tsx'
import { Pop } from './pop.tsx'

export interface ChoiceItem {
  id: string
  label: string
  about?: string | undefined
}

interface Given {
  label: string
  items: readonly ChoiceItem[]
  value: string
  onChange: (id: string) => void
  hideLabel?: boolean
  /** The label stands before the button, not above it. */
  inline?: boolean
}

/** One of a few. */
export function Choice({ label, items, value, onChange, hideLabel = false, inline = false }: Given) {
  return (
    <Select
      className={inline ? 'field inline' : 'field'}
      value={value}
      onChange={(key) => onChange(String(key))}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label>{label}</Label>}
      <Button className="button select">
        <SelectValue className="select-value">{() => items.find(({ id }) => id === value)?.label}</SelectValue>
        <Icon name="down" />
      </Button>
      <Pop>
        <ListBox className="list" items={items}>
          {({ id, label: name, about }) => (
            <ListBoxItem className="list-item" id={id} textValue={name}>
              <ItemText about={about}>{name}</ItemText>
            </ListBoxItem>
          )}
        </ListBox>
      </Pop>
    </Select>
  )
}
