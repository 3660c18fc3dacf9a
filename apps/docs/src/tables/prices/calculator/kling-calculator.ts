import { type Estimate, estimate, type PricedOperation } from '@klingkit/client/pricing'
import { factText } from '../condition-text.ts'
import { readState, writeState } from './address.ts'
import { factControl, fieldControl } from './field-control.ts'
import { showResult } from './result-view.ts'
import type { StartingPoint } from './starting-points.ts'
import { bodyOf, fieldState, hasFact, pointOf, type State } from './state.ts'

/** A form over `estimate` of the client: what a documented request costs, and what changes if some of its members do. */
class KlingCalculator extends HTMLElement {
  #points: StartingPoint[] = []
  #state!: State
  #form!: HTMLFormElement

  connectedCallback(): void {
    this.#points = JSON.parse(this.querySelector('script[type="application/json"]')!.textContent)
    this.#state = readState(this.#points, new URL(location.href))
    this.#form = this.querySelector('form')!
    this.querySelector<HTMLElement>('[data-without]')!.hidden = true
    this.#form.hidden = false
    this.querySelector<HTMLElement>('[data-result]')!.hidden = false
    this.#form.addEventListener('submit', (event) => event.preventDefault())
    this.#listen()
    this.#fill()
    this.#reckon()
  }

  #control<Kind extends HTMLInputElement | HTMLSelectElement = HTMLInputElement>(name: string): Kind {
    return this.#form.querySelector<Kind>(`[name="${name}"]`)!
  }

  #listen(): void {
    this.#control('operation').addEventListener('change', ({ target }) => {
      const operation = (target as HTMLSelectElement).value
      const { inputSeconds: _, ...kept } = this.#state
      this.#begin({ ...kept, operation, example: Object.keys(pointOf(this.#points, { operation }).examples)[0]!, changes: {} })
    })
    this.#control('example').addEventListener('change', ({ target }) => {
      this.#begin({ ...this.#state, example: (target as HTMLSelectElement).value, changes: {} })
    })
    for (const name of ['calls', 'seconds', 'day']) this.#control(name).addEventListener('input', () => this.#readRest())
  }

  #readRest(): void {
    const { inputSeconds: _, day: __, ...kept } = this.#state
    const [calls, seconds, day] = [this.#control('calls').valueAsNumber, this.#control('seconds').valueAsNumber, this.#control('day').value]
    this.#begin({ ...kept, calls: Number.isInteger(calls) && calls > 0 ? calls : 1, ...(seconds > 0 && { inputSeconds: seconds }), ...(day && { day }) }, false)
  }

  #begin(state: State, refill = true): void {
    this.#state = state
    if (refill) this.#fill()
    this.#reckon()
    const address = new URL(location.href)
    writeState(address, state)
    history.replaceState(history.state, '', address)
  }

  #change(name: string, value: unknown): void {
    this.#begin({ ...this.#state, changes: { ...this.#state.changes, [name]: value } })
    // The controls were made anew; who changed one of them goes on there.
    this.#control(`set.${name}`)?.focus()
  }

  /** Puts the state into the form. */
  #fill(): void {
    const point = pointOf(this.#points, this.#state)
    const body = bodyOf(point, this.#state)
    const { operation, example, calls, inputSeconds, day } = this.#state
    this.#control('operation').value = operation
    const examples = this.#control<HTMLSelectElement>('example')
    examples.replaceChildren(...Object.keys(point.examples).map((name) => new Option(name.replaceAll('-', ' '), name)))
    examples.value = example
    this.#control('calls').value = String(calls)
    this.#control('seconds').value = inputSeconds === undefined ? '' : String(inputSeconds)
    this.#control('day').value = day ?? new Date().toISOString().slice(0, 10)
    this.querySelector('[data-length-of]')!.textContent = (point.lengthOf ?? 'input').replaceAll('_', ' ')
    this.querySelector<HTMLElement>('[data-nothing]')!.hidden = point.fields.length + point.facts.length > 0
    this.querySelector('.kt-fields')!.replaceChildren(
      ...point.fields.map((field) => fieldControl(field, fieldState(body, field), (value) => this.#change(field.path, value))),
      ...point.facts.map((fact) =>
        factControl(fact.name, factText(fact.name), hasFact(body, fact), fact.donor !== undefined, (value) => this.#change(fact.name, value)),
      ),
    )
  }

  #reckon(): void {
    const body = bodyOf(pointOf(this.#points, this.#state), this.#state)
    const { inputSeconds, operation, day } = this.#state
    const cost = (seconds?: number): Estimate =>
      estimate(operation as PricedOperation, body as never, { ...(seconds !== undefined && { inputSeconds: seconds }), ...(day && { at: new Date(day) }) })
    // The length is asked for only where it makes a difference.
    const follows = JSON.stringify(cost(1).basis.quantity) !== JSON.stringify(cost(2).basis.quantity)
    this.querySelector<HTMLElement>('[data-seconds]')!.hidden = !follows
    const state = follows ? this.#state : { ...this.#state, inputSeconds: undefined }
    showResult(this, state, body, cost(follows ? inputSeconds : undefined))
  }
}

customElements.define('kling-calculator', KlingCalculator)
