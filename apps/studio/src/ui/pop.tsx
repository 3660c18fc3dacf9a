import { Popover, type PopoverProps } from 'react-aria-components'

/** Where all pop-ups stand: a place of its own, so that nothing of the page lies outside its landmarks. */
export function PopupPlace() {
  return <section id="popups" aria-label="Menus and dialogs" />
}

export function Pop(given: PopoverProps) {
  const place = document.getElementById('popups')
  return <Popover {...given} className={`popover ${given.className ?? ''}`} {...(place ? { UNSTABLE_portalContainer: place } : {})} />
}
