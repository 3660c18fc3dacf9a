/** A link to a field opens the folds and tabs that it lies in. Runs in the browser, on every page. */
function reveal(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!target) return
  // A result of the search that leads to the same page leaves its dialog open.
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('site-search dialog[open]')) dialog.close()
  for (let at: Element | null = target; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true
    if (at.getAttribute('role') === 'tabpanel' && at.hasAttribute('hidden')) tabOf(at)?.click()
  }
  target.scrollIntoView()
}

function tabOf(panel: Element): HTMLElement | null {
  return document.querySelector(`[role="tab"][href="#${CSS.escape(panel.id)}"], [role="tab"][aria-controls="${CSS.escape(panel.id)}"]`)
}

if (document.readyState === 'complete') reveal()
else addEventListener('load', reveal)
addEventListener('hashchange', reveal)
