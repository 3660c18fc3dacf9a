import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

interface Given<Item> {
  scroller: RefObject<HTMLElement | null>
  items: readonly Item[]
  keyOf: (item: Item) => string
  rowHeight: number
  /** What the list is of; another one begins at its top. */
  scope: string
}

/**
 * Keeps the rows under a reader who has scrolled down where they are when new ones come in above.
 *
 * @returns how many came in unseen, and the way to them
 */
export function useAnchor<Item>({ scroller, items, keyOf, rowHeight, scope }: Given<Item>): { unseen: number; toTop: () => void } {
  const before = useRef({ items, scope })
  const [unseen, setUnseen] = useState(0)

  useLayoutEffect(() => {
    const { items: old, scope: oldScope } = before.current
    before.current = { items, scope }
    const element = scroller.current
    if (!element || items === old) return
    if (scope !== oldScope) {
      element.scrollTop = 0
      setUnseen(0)
      return
    }
    const top = Math.floor(element.scrollTop / rowHeight)
    const anchor = old[top]
    // Who looks at the newest wants to see what comes.
    if (anchor === undefined || element.scrollTop < rowHeight / 2) return
    const moved = indexOf(items, keyOf(anchor), keyOf, top) - top
    if (moved <= 0) return
    element.scrollTop += moved * rowHeight
    setUnseen((count) => count + moved)
  }, [scroller, items, keyOf, rowHeight, scope])

  useLayoutEffect(() => {
    const element = scroller.current
    const seen = () => element!.scrollTop < rowHeight / 2 && setUnseen(0)
    element?.addEventListener('scroll', seen, { passive: true })
    return () => element?.removeEventListener('scroll', seen)
  }, [scroller, rowHeight])

  const toTop = () => {
    setUnseen(0)
    scroller.current?.scrollTo({ top: 0 })
    scroller.current?.focus()
  }
  return { unseen, toTop }
}

/** Where an item is now; it was at `before`, and new ones stand above it. -1 where it is gone. */
function indexOf<Item>(items: readonly Item[], key: string, keyOf: (item: Item) => string, before: number): number {
  for (let index = before; index < items.length; index++) if (keyOf(items[index]!) === key) return index
  return -1
}
