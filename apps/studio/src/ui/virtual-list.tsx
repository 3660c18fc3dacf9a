import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useEffect, useId, useRef } from 'react'
import { Button } from 'react-aria-components'
import { useAnchor } from './use-anchor.ts'

interface Given<Item> {
  label: string
  items: readonly Item[]
  rowHeight: number
  keyOf: (item: Item) => string
  selected: string | undefined
  onSelect: (key: string) => void
  /** `still` is false while the list is being scrolled. */
  children: (item: Item, still: boolean) => React.ReactNode
  /** What is listed, for example a filter: another one begins at the top. */
  scope?: string
  /** Told of the rows in sight, first and last. */
  onSight?: (first: number, last: number) => void
}

/** A list of any length of which only the rows in sight exist: one stop of the tab key, arrows, page keys, home and end choose. */
export function VirtualList<Item>({ label, items, rowHeight, keyOf, selected, onSelect, children, scope = '', onSight }: Given<Item>) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    getItemKey: (index) => keyOf(items[index]!),
  })
  const { unseen, toTop } = useAnchor({ scroller, items, keyOf, rowHeight, scope })
  const visible = rows.getVirtualItems()
  const at = items.findIndex((item) => keyOf(item) === selected)
  const first = visible[0]?.index ?? 0
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => onSight?.(first, last), [onSight, first, last])

  const choose = (index: number) => {
    const item = items[Math.min(items.length - 1, Math.max(0, index))]
    if (!item) return
    rows.scrollToIndex(items.indexOf(item))
    onSelect(keyOf(item))
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1)
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? 0 : at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: items.length - 1,
    }
    const target = moves[event.key]
    if (target === undefined || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    choose(target)
  }
  const row = (virtual: VirtualItem) => {
    const item = items[virtual.index]!
    const key = keyOf(item)
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys; its rows are no stops of their own.
      // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant of the list names the row.
      <div
        key={key}
        id={`${id}-${key}`}
        role="option"
        aria-selected={key === selected}
        aria-setsize={items.length}
        aria-posinset={virtual.index + 1}
        className="row"
        style={{ transform: `translateY(${virtual.start}px)`, height: rowHeight }}
        onClick={() => onSelect(key)}
      >
        {children(item, !rows.isScrolling)}
      </div>
    )
  }
  const inSight = selected !== undefined && visible.some(({ index }) => index === at)
  return (
    <div className="scrolling">
      {unseen > 0 && (
        <Button className="button unseen" onPress={toTop}>
          {unseen.toLocaleString('en')} new
        </Button>
      )}
      <div
        ref={scroller}
        role="listbox"
        aria-label={label}
        tabIndex={0}
        className="scroller"
        aria-activedescendant={inSight ? `${id}-${selected}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" className="rows" style={{ height: rows.getTotalSize() }}>
          {visible.map(row)}
        </div>
      </div>
    </div>
  )
}
