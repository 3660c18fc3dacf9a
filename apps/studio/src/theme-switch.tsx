import { Button } from 'react-aria-components'
import { useObservable } from './control/observable.ts'
import { choose, type Theme, theme } from './theme.ts'
import { Icon } from './ui/icon.tsx'

const next: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' }
const labels: Record<Theme, string> = { auto: 'as the system', light: 'light', dark: 'dark' }

export function ThemeSwitch() {
  const current = useObservable(theme)
  return (
    <Button
      className="button quiet square"
      aria-label={`Colours: ${labels[current]}. Change to ${labels[next[current]]}`}
      onPress={() => choose(next[current])}
    >
      <Icon name={current === 'auto' ? 'half' : current === 'light' ? 'sun' : 'moon'} />
    </Button>
  )
}
