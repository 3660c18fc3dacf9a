import type { StartingPoint } from './starting-points.ts'
import { pointOf, type State } from './state.ts'

/** The state as it stands in an address, among what others put there. */
export function writeState(address: URL, { operation, example, changes, calls, inputSeconds, day }: State): void {
  const own = address.searchParams
  for (const name of [...own.keys()]) if (name.startsWith('set.')) own.delete(name)
  const members = { calculate: operation, example, calls: calls === 1 ? '' : String(calls), seconds: inputSeconds ? String(inputSeconds) : '', day: day ?? '' }
  for (const [name, value] of Object.entries(members)) {
    if (value) own.set(name, value)
    else own.delete(name)
  }
  for (const [name, value] of Object.entries(changes)) own.set(`set.${name}`, value === undefined ? '' : JSON.stringify(value))
}

/** The state an address asks for; what it does not say, or what there is not, is as at the start. */
export function readState(points: StartingPoint[], { searchParams: asked }: URL): State {
  const operation = points.find(({ id }) => id === asked.get('calculate'))?.id ?? points[0]!.id
  const point = pointOf(points, { operation })
  const names = Object.keys(point.examples)
  const known = new Set([...point.fields.map(({ path }) => path), ...point.facts.map(({ name }) => name)])
  const changes = [...asked].filter(([name]) => name.startsWith('set.') && known.has(name.slice(4))).map(([name, value]) => [name.slice(4), parsed(value)])
  const [calls, seconds] = [Number(asked.get('calls')), Number(asked.get('seconds'))]
  const day = asked.get('day') ?? ''
  return {
    operation,
    example: names.find((name) => name === asked.get('example')) ?? names[0]!,
    changes: Object.fromEntries(changes),
    calls: Number.isInteger(calls) && calls > 0 ? calls : 1,
    ...(seconds > 0 && Number.isFinite(seconds) && { inputSeconds: seconds }),
    ...(Number.isFinite(Date.parse(day)) && { day }),
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
