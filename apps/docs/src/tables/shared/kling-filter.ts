import { fits } from './fits.ts'

/** Hides the rows that do not fit what is chosen, and the groups that are left empty. What is chosen stands in the address, so that it can be passed on. */
class KlingFilter extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector<HTMLFormElement>('form')!
    form.hidden = false
    const asked = new URLSearchParams(location.search)
    for (const field of this.#fields(form)) field.value = asked.get(field.name) ?? ''
    form.addEventListener('input', () => this.#choose(form))
    form.addEventListener('submit', (event) => event.preventDefault())
    form.addEventListener('reset', () => setTimeout(() => this.#choose(form)))
    this.#offerLastLook(form)
    this.#choose(form)
  }

  #fields(form: HTMLFormElement): (HTMLInputElement | HTMLSelectElement)[] {
    return [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')]
  }

  #choose(form: HTMLFormElement): void {
    const chosen = Object.fromEntries(this.#fields(form).map(({ name, value }) => [name, value]))
    const rows = [...this.querySelectorAll<HTMLElement>('[data-row]')]
    for (const row of rows) row.hidden = !fits({ words: { ...row.dataset }, text: row.textContent, date: row.dataset['date'] }, chosen)
    for (const group of this.querySelectorAll<HTMLElement>('[data-rows]')) group.hidden = !group.querySelector('[data-row]:not([hidden])')
    const shown = rows.filter((row) => !row.hidden).length
    form.querySelector('output')!.textContent = `${shown === rows.length ? 'all' : `${shown} of`} ${rows.length} ${this.dataset['what']}`
    remember(chosen)
  }

  /** A button for the day of the last visit, if it was an earlier one. */
  #offerLastLook(form: HTMLFormElement): void {
    const { remembers } = this.dataset
    const button = form.querySelector<HTMLButtonElement>('[data-last-look]')
    if (!remembers || !button) return
    const today = new Date().toISOString().slice(0, 10)
    // A browser may forbid to keep anything.
    try {
      const key = `klingkit.${remembers}`
      const [day = today, before] = (localStorage.getItem(key) ?? '').split(' ')
      const last = day === today || day === '' ? before : day
      localStorage.setItem(key, last ? `${today} ${last}` : today)
      if (!last) return
      button.hidden = false
      button.textContent = `Since my last look, ${last}`
      button.addEventListener('click', () => {
        form.querySelector<HTMLInputElement>('[name=since]')!.value = last
        this.#choose(form)
      })
    } catch {}
  }
}

function remember(chosen: Record<string, string>): void {
  const address = new URL(location.href)
  for (const [name, value] of Object.entries(chosen)) {
    if (value) address.searchParams.set(name, value)
    else address.searchParams.delete(name)
  }
  if (address.href !== location.href) history.replaceState(history.state, '', address)
}

customElements.define('kling-filter', KlingFilter)
