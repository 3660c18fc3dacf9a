/** The field of the search, which its library makes when the page is idle, is named by a title alone; not every screen reader tells those. */
const place = document.getElementById('starlight__search')
if (place) {
  new MutationObserver((_, observer) => {
    const field = place.querySelector('input')
    if (!field) return
    field.setAttribute('aria-label', field.title || field.placeholder)
    observer.disconnect()
  }).observe(place, { childList: true, subtree: true })
}
