import { Observable } from './control/observable.ts'

export type Theme = 'auto' | 'light' | 'dark'

const place = 'kling-mock-studio.theme'

export const theme = new Observable<Theme>(remembered())

/** Follows the system unless one was chosen. */
export function choose(chosen: Theme): void {
  theme.set(chosen)
  apply()
  try {
    localStorage.setItem(place, chosen)
  } catch {
    // A browser that keeps nothing shows the choice until it is closed.
  }
}

export function apply(): void {
  const { dataset } = document.documentElement
  if (theme.value === 'auto') delete dataset['theme']
  else dataset['theme'] = theme.value
}

function remembered(): Theme {
  try {
    const found = localStorage.getItem(place)
    return found === 'light' || found === 'dark' ? found : 'auto'
  } catch {
    return 'auto'
  }
}
