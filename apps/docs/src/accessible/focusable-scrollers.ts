/** What scrolls sideways, wide tables in a narrow window, can be reached by Tab and scrolled by the arrow keys; what does not scroll is no stop. */
function setStops(): void {
  for (const table of document.querySelectorAll<HTMLElement>('main table')) {
    const scrolls = table.scrollWidth > table.clientWidth && getComputedStyle(table).overflowX !== 'visible'
    if (scrolls) table.tabIndex = 0
    else table.removeAttribute('tabindex')
  }
}

setStops()
new ResizeObserver(setStops).observe(document.documentElement)
// Tables within folds have no width before these are opened.
document.addEventListener('toggle', setStops, true)
