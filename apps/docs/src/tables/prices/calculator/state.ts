import { holds, valueAt, without, withThatOf, withValue } from './body-path.ts'
import type { Fact, Field, StartingPoint } from './starting-points.ts'

/** What is chosen in the calculator: a documented request and what was changed of it. */
export interface State {
  operation: string
  example: string
  /** Path or name of a fact -> value; undefined: not given. */
  changes: Record<string, unknown>
  calls: number
  inputSeconds?: number | undefined
  /** Day of the call, `2026-11-20`. Default: today. */
  day?: string | undefined
}

export function pointOf(points: StartingPoint[], { operation }: Pick<State, 'operation'>): StartingPoint {
  return points.find(({ id }) => id === operation)!
}

/** The request that is chosen. */
export function bodyOf(point: StartingPoint, { example, changes }: State): Record<string, unknown> {
  return Object.entries(changes).reduce((body, [name, value]) => {
    const fact = point.facts.find((each) => each.name === name)
    return fact ? withFact(point, body, fact, value === true) : withValue(body, name, value)
  }, point.examples[example]!)
}

export function hasFact(body: Record<string, unknown>, { paths }: Fact): boolean {
  return paths.some((path) => holds(body, path))
}

/** What a field is, and whether that is only its default. */
export function fieldState(body: Record<string, unknown>, { path }: Field): unknown {
  return valueAt(body, path)
}

function withFact(point: StartingPoint, body: Record<string, unknown>, fact: Fact, wanted: boolean): Record<string, unknown> {
  if (hasFact(body, fact) === wanted) return body
  if (!wanted) return fact.paths.reduce(without, body)
  const donor = fact.donor === undefined ? undefined : point.examples[fact.donor]!
  const path = donor && fact.paths.find((each) => holds(donor, each))
  if (!donor || !path) return body
  // A video takes the place of another one: what stands in the same list for another fact makes room.
  const rivals = point.facts.flatMap((other) => other.paths).filter((other) => rootOf(other) === rootOf(path))
  return withThatOf(rivals.reduce(without, body), path, donor)
}

function rootOf(path: string): string {
  return path.split(/[.[]/)[0]!
}
