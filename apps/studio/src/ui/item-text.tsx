import { Text } from 'react-aria-components'

/** What an item of a list says: both lines are its name, as both are read. */
export function ItemText({ children, about }: { children: React.ReactNode; about?: React.ReactNode }) {
  return (
    <Text slot="label" className="item-text">
      <span>{children}</span>
      {about && <span className="hint">{about}</span>}
    </Text>
  )
}
