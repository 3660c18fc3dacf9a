import type { Field } from './starting-points.ts'

/** A control for a member of the body; `given` undefined: the body does not have it. */
export function fieldControl({ path, values, default: initial, min, max }: Field, given: unknown, onChange: (value: unknown) => void): HTMLElement {
  const unset = initial === undefined ? 'not given' : `not given: ${initial}`
  if (values.length > 0) return choice(path, path, choicesOf(values, given), given, unset, onChange)
  const input = document.createElement('input')
  Object.assign(input, { type: 'number', name: `set.${path}`, placeholder: unset, value: given === undefined ? '' : String(given) })
  if (min !== undefined) input.min = String(min)
  if (max !== undefined) input.max = String(max)
  input.addEventListener('change', () => onChange(input.value === '' ? undefined : input.valueAsNumber))
  return labelled(path, input)
}

/** A control for something that the body has or has not. */
export function factControl(name: string, text: string, given: boolean, possible: boolean, onChange: (value: unknown) => void): HTMLElement {
  const box = document.createElement('input')
  Object.assign(box, { type: 'checkbox', name: `set.${name}`, checked: given, disabled: !possible && !given })
  box.addEventListener('change', () => onChange(box.checked))
  const label = labelled(possible ? text : `${text} (no documented request has it)`, box)
  label.classList.add('kt-box')
  return label
}

/** A field may hold what the document does not list, because names of models are an open set. */
function choicesOf(values: Field['values'], given: unknown): unknown[] {
  return given === undefined || values.includes(given as string) ? values : [...values, given]
}

function choice(name: string, text: string, values: unknown[], given: unknown, unset: string, onChange: (value: unknown) => void): HTMLElement {
  const select = document.createElement('select')
  select.name = `set.${name}`
  select.append(new Option(unset, ''), ...values.map((value) => new Option(String(value), JSON.stringify(value))))
  select.value = given === undefined ? '' : JSON.stringify(given)
  select.addEventListener('change', () => onChange(select.value === '' ? undefined : JSON.parse(select.value)))
  return labelled(text, select)
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  const label = document.createElement('label')
  const words = document.createElement('span')
  words.textContent = text
  label.append(words, control)
  return label
}
